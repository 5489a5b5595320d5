import './style/base.css';
import './style/parts.css';
import './style/moves.css';
import './style/views.css';
import './style/browse.css';
import './style/glance.css';
import './style/print.css';

import { StrictMode, useEffect } from 'react';
import { createRoot } from 'react-dom/client';
import { Provider } from 'urql';
import { Router, useSearch } from 'wouter';

import { directionOf, speakBest } from '../messages/languages';
import { useLanguage } from '../messages/with';
import { PREFIX } from '../prefix';
import { App } from './app';
import { clientFor } from './client';
import { rememberPlaces } from './history';
import { chosenIn, inLanguage, wantedIn } from './language';
import { applyTheme } from './theme';

applyTheme();
rememberPlaces();

/** The page, in the language that its address or the browser wants. */
function Page() {
  const search = useSearch();
  const language = useLanguage();
  const chosen = chosenIn(search);
  useEffect(() => void speakBest(wantedIn(search)), [search]);
  useEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.dir = directionOf(language);
  }, [language]);
  return (
    <Provider value={clientFor(chosen)}>
      <App />
    </Provider>
  );
}

const place = document.getElementById('page');
if (!place) throw new Error('index.html has no element `page`');
await speakBest(wantedIn(window.location.search));
createRoot(place).render(
  <StrictMode>
    <Router
      base={PREFIX}
      hrefs={(address) => inLanguage(address, window.location.search)}
      aroundNav={(go, to, options) => go(inLanguage(to, window.location.search), options)}>
      <Page />
    </Router>
  </StrictMode>,
);
