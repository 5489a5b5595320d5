import './style.css';

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Provider } from 'urql';

import { App } from './app';
import { client } from './client';
import { applyTheme } from './theme';

applyTheme();
createRoot(document.getElementById('page')!).render(
  <StrictMode>
    <Provider value={client}>
      <App />
    </Provider>
  </StrictMode>,
);
