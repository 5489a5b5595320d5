// How all elements look. What sites change of it are the variables here, and the parts: docs/embedding.md.

import { css } from 'lit';

export const STYLE = css`
  :host {
    --ink: var(--rolegraph-ink, light-dark(#1d1c1a, #edebe6));
    --quiet: var(--rolegraph-quiet, light-dark(#5c5852, #aba69d));
    --line: var(--rolegraph-line, light-dark(#dedad2, #363a41));
    --paper: var(--rolegraph-paper, light-dark(#fff, #1b1d21));
    --have: var(--rolegraph-have, light-dark(#0b6e69, #59cfc4));
    --lack: var(--rolegraph-lack, light-dark(#a8450a, #f5a970));
    --link: var(--rolegraph-link, light-dark(#3538a8, #aeb4ff));
    color: var(--ink);
    display: block;
    font: var(--rolegraph-font, 15px/1.5 system-ui, sans-serif);
  }
  :host([hidden]) { display: none; }
  * { box-sizing: border-box; }
  .box {
    background: var(--paper);
    block-size: var(--rolegraph-height, var(--usual));
    border: 1px solid var(--line);
    border-radius: var(--rolegraph-radius, 12px);
    overflow: auto;
    overflow-wrap: anywhere;
    padding: 16px;
  }
  h3 { font-size: 1.15em; margin: 0 0 8px; }
  h3 a { color: inherit; }
  h4 { font-size: 1em; margin: 12px 0 4px; }
  p { margin: 4px 0; }
  ul, ol { list-style: none; margin: 0; padding: 0; }
  li { align-items: center; display: flex; flex-wrap: wrap; gap: 4px 8px; padding: 2px 0; }
  a, button.link { color: var(--link); }
  a:focus-visible, button:focus-visible, input:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
  button { background: none; border: 1px solid var(--line); border-radius: 8px; color: inherit; cursor: pointer; font: inherit; padding: 4px 12px; }
  button.link { border: 0; padding: 0; text-align: start; text-decoration: underline; }
  input { background: var(--paper); border: 1px solid var(--quiet); border-radius: 8px; color: inherit; font: inherit; inline-size: 100%; padding: 8px 12px; }
  .quiet { color: var(--quiet); font-size: 0.87em; }
  .big { color: var(--have); font-size: 1.6em; font-weight: 700; }
  .band { border: 1px solid; border-radius: 4px; color: var(--have); font-weight: 600; padding: 1px 6px; }
  .band[data-band='HARD'], .band[data-band='OUT_OF_REACH'] { color: var(--lack); border-style: dashed; }
  .track { background: var(--line); block-size: 8px; border-radius: 4px; display: inline-block; inline-size: 80px; overflow: hidden; }
  .track > i { background: var(--have); block-size: 100%; display: block; }
  .track.lack > i { background: var(--lack); }
  .problem { border-inline-start: 4px solid var(--lack); padding-inline-start: 12px; }
  .columns li > a { flex: 1 1 6rem; }
  .columns { display: grid; gap: 0 24px; grid-template-columns: repeat(auto-fit, minmax(200px, 1fr)); }
  .waiting i { background: var(--line); block-size: 0.9em; border-radius: 4px; display: block; inline-size: 60%; margin-block: 12px; }
  .waiting i:first-of-type { block-size: 1.3em; inline-size: 40%; }
  .hidden { clip-path: inset(50%); inline-size: 1px; block-size: 1px; overflow: hidden; position: absolute; white-space: nowrap; }
  [role='option'][aria-selected='true'] { background: color-mix(in srgb, var(--link) 14%, transparent); border-radius: 4px; }
`;
