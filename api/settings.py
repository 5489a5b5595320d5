"""Settings: environment variables with the prefix ROLEGRAPH_."""

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="ROLEGRAPH_")

    database_url: str = Field(
        default="sqlite:///rolegraph.db", description="sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME"
    )
    host: str = Field(default="127.0.0.1", description="The address to listen on.")
    port: int = Field(default=8000, ge=0, le=65535, description="The port to listen on.")
    poll_seconds: float = Field(
        default=0.2, gt=0, le=60, description="How often a server looks for a new revision, in seconds."
    )
    old_snapshot_records: int = Field(
        default=150_000,
        ge=0,
        description="How many records the older revisions in memory may have together; one is kept in any case.",
    )
