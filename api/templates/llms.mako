# Rolegraph

> Roles, skills, tools and career moves from cited sources: how roles overlap, how they differ, and what it takes to move
> from one to another. Served is revision ${revision} of the data. Facts have sources with licences; feasibility, likeness
> and scores are computed from them. What is absent is unknown, not zero.

## Ask

% if tools:
- [MCP](${site}/mcp): Streamable HTTP without sessions, for assistants. Tools: ${", ".join(tools)}
% endif
- [GraphQL](${site}/graphql): POST JSON with `query` and `variables`; errors have a stable code in `extensions.code`
- [Schema](${site}/schema.graphql): every type, field and argument, described
- [REST](${site}/api/openapi.json): ten questions with an address of their own, in OpenAPI 3.1

## Data

% for each in datasets:
- [${each.title}](${each.url or f"{site}/datasets/{each.slug}.jsonl"}): dataset `${each.slug}`, ${f"{each.roles:,}"} roles and ${f"{each.skills:,}"} skills${f", by {each.publisher}" if each.publisher else ""}, licence: ${each.licence or "not said"}. Whole: ${site}/datasets/${each.slug}.jsonl
% endfor

## Pages

- [A role](${example}): what people in it do and need; `${site}/role/SLUG`, likewise `/skill/SLUG`, `/tool/SLUG`, `/group/SLUG`;
  with `.jsonld` or `.ttl` at the end as linked data
- [Sitemap](${site}/sitemap.xml): all of them
