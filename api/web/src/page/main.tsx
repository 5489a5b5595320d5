import './style/base.css';
import './style/parts.css';
import './style/moves.css';
import './style/views.css';
import './style/browse.css';
import './style/glance.css';
import './style/print.css';

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Provider } from 'urql';
import { Router } from 'wouter';

import { PREFIX } from '../prefix';
import { App } from './app';
import { client } from './client';
import { rememberPlaces } from './history';
import { applyTheme } from './theme';

applyTheme();
rememberPlaces();
const place = document.getElementById('page');
if (!place) throw new Error('index.html has no element `page`');
createRoot(place).render(
  <StrictMode>
    <Provider value={client}>
      <Router base={PREFIX}>
        <App />
      </Router>
    </Provider>
  </StrictMode>,
);
