<title>${page.title}</title>
    <meta name="description" content="${page.description}" />
% if page.path is None:
    <meta name="robots" content="noindex" />
% else:
<% path = page.languages.get(to.chosen, page.path) %>\
    <link rel="canonical" href="${site}${path}" />
    <meta property="og:url" content="${site}${path}" />
% endif
% for language, address in page.languages.items():
    <link rel="alternate" hreflang="${language}" href="${site}${address}" />
% endfor
% if page.languages:
    <link rel="alternate" hreflang="x-default" href="${site}${page.path}" />
% endif
% if page.feed:
    <link rel="alternate" type="application/atom+xml" title="${to.say("What changed")}" href="${site}${page.feed}.atom" />
    <link rel="alternate" type="application/feed+json" title="${to.say("What changed")}" href="${site}${page.feed}.json" />
% endif
    <meta property="og:title" content="${page.name}" />
    <meta property="og:description" content="${page.description}" />
    <meta property="og:type" content="website" />
    <meta property="og:site_name" content="Rolegraph" />
% if page.status == 200:
    <meta property="og:image" content="${site}${page.picture}" />
    <meta property="og:image:type" content="image/png" />
    <meta property="og:image:width" content="1200" />
    <meta property="og:image:height" content="630" />
    <meta property="og:image:alt" content="${page.name}" />
    <meta name="twitter:card" content="summary_large_image" />
% else:
    <meta name="twitter:card" content="summary" />
% endif
% if page.data:
    <link rel="alternate" type="application/ld+json" href="${site}${page.path}.jsonld" />
    <link rel="alternate" type="text/turtle" href="${site}${page.path}.ttl" />
    <script type="application/ld+json">${page.json(site) | n}</script>
% endif
