<title>${page.title}</title>
    <meta name="description" content="${page.description}" />
% if page.path is None:
    <meta name="robots" content="noindex" />
% else:
    <link rel="canonical" href="${site}${page.path}" />
    <meta property="og:url" content="${site}${page.path}" />
% endif
    <meta property="og:title" content="${page.name}" />
    <meta property="og:description" content="${page.description}" />
    <meta property="og:type" content="website" />
    <meta property="og:site_name" content="Rolegraph" />
    <meta name="twitter:card" content="summary" />
% if page.data:
    <link rel="alternate" type="application/ld+json" href="${site}${page.path}.jsonld" />
    <link rel="alternate" type="text/turtle" href="${site}${page.path}.ttl" />
    <script type="application/ld+json">${page.json(site) | n}</script>
% endif
