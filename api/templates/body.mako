<main id="main"><header class="heading"><h1>${page.name}</h1><p class="quiet">${page.facts}</p></header>
% if page.lead:
<p class="lead">${page.lead}</p>
% endif
% if page.aliases:
<p class="quiet">Also called ${", ".join(page.aliases)}.</p>
% endif
% for title, things in page.sections:
<section class="section"><h2>${title} <span class="quiet">${len(things)}</span></h2><ul>
% for name, address in things:
% if address:
<li><a href="${prefix}${address}">${name}</a></li>
% else:
<li>${name}</li>
% endif
% endfor
</ul></section>
% endfor
</main>
