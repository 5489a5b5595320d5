FROM node:24-slim AS web
WORKDIR /build/api/web
COPY api/web/package.json api/web/package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY api/web ./
COPY schema/schema.graphql /build/schema/schema.graphql
RUN npm run check && npm run build

FROM python:3.13-slim
WORKDIR /app
COPY requirements.lock ./
RUN pip install --no-cache-dir --require-hashes -r requirements.lock
COPY pyproject.toml hatch_build.py README.md LICENSE ./
COPY api api
COPY schema schema
COPY knowledge knowledge
COPY db db
COPY seeds seeds
COPY --from=web /build/api/static api/static
RUN pip install --no-cache-dir --no-deps . && useradd --system rolegraph
USER rolegraph
ENV ROLEGRAPH_HOST=0.0.0.0
EXPOSE 8000
CMD ["rolegraph", "serve"]
