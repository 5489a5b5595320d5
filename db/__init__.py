"""The system of record: tables, migrations, the revision store, and snapshots read from it."""
