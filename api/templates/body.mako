<%def name="facts()">\
% if page.facts:
<p class="quiet">${page.facts}</p>\
% endif
</%def>\
<%def name="spoken(language)">${'' if language in (None, to.language) else f' lang="{language}" dir="auto"' | n}</%def>\
<main id="main"><header class="heading"><h1${spoken(page.language)}>${page.heading or page.name}</h1>${facts()}</header>
% if page.lead:
<p class="lead"${spoken(page.lead_language)}>${page.lead}</p>
% endif
% if page.aliases:
<p class="quiet">${marked.say("Also called {names}.", names=marked.words(", ".join(page.aliases), page.language))}</p>
% endif
% for title, things in page.sections:
<section class="section"><h2>${title} <span class="quiet">${len(things)}</span></h2><ul>
% for name, language, address in things:
% if address:
<li><a${spoken(language)} href="${prefix}${to.kept(address)}">${name}</a></li>
% else:
<li${spoken(language)}>${name}</li>
% endif
% endfor
</ul></section>
% endfor
</main>
