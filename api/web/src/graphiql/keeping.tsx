// Keeps tabs and editors in step. GraphiQL does so a moment after one stops typing, and not at all while its editors are
// still on their way: a tab that is chosen then would show the text of another, and one that is left would lose its own.

import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { useEffect, useRef } from 'react';

import { differs, type Held, nameOf, operationsIn, recovered, STORED, stored, type Tab, withHeld } from './tabs';

const WRITTEN = 1000; // milliseconds after which GraphiQL has written down in the browser what the tabs hold

interface Editor {
  getValue: () => string;
  setValue: (text: string) => void;
}

function show(editor: Editor | undefined, text: string | null | undefined): void {
  if (editor && editor.getValue() !== (text ?? '')) editor.setValue(text ?? '');
}

/** Shows nothing: while it is there, nothing of a tab's text is lost, and what runs is what is shown. */
export function Kept() {
  const { moveTab, setOperationFacts, updateActiveTabValues } = useGraphiQLActions();
  const now = useGraphiQL(({ tabs, activeTabIndex, queryEditor, variableEditor, headerEditor, operationName }) => {
    return { tabs, activeTabIndex, queryEditor, variableEditor, headerEditor, operationName };
  });
  const latest = useRef(now);
  latest.current = now;
  const { tabs, activeTabIndex, queryEditor, variableEditor, headerEditor } = now;

  // An editor comes with the text of the tab that was shown first: by now it may be another one.
  const shown = () => latest.current.tabs[latest.current.activeTabIndex];
  const shownNow = useRef(shown);
  useEffect(() => show(queryEditor, shownNow.current()?.query), [queryEditor]);
  useEffect(() => show(variableEditor, shownNow.current()?.variables), [variableEditor]);
  useEffect(() => show(headerEditor, shownNow.current()?.headers), [headerEditor]);

  // Who adds a tab before there are editors would leave an empty one behind.
  const before = useRef<typeof tabs>(tabs);
  useEffect(() => {
    const whole = recovered(before.current, tabs);
    before.current = whole ?? tabs;
    if (whole) moveTab(whole);
  }, [tabs, moveTab]);

  // Which operation runs is known with the text, so that a tab can be run as soon as it is there.
  useEffect(() => {
    if (!queryEditor) return;
    const note = () => {
      const facts = operationsIn(queryEditor.getValue(), latest.current.operationName);
      if (facts) setOperationFacts(facts);
    };
    note();
    const noting = queryEditor.onDidChangeModelContent(note);
    return () => noting.dispose();
  }, [queryEditor, setOperationFacts]);

  // A tab has what was typed into it before a click can lead to another one, and the browser has it when the page goes.
  const changed = useRef(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever of the tabs changed
  useEffect(() => {
    changed.current = performance.now();
  }, [tabs, activeTabIndex]);
  useEffect(() => {
    const held = (): Held | null => {
      const { queryEditor, variableEditor, headerEditor } = latest.current;
      if (!queryEditor || !variableEditor || !headerEditor) return null;
      return { query: queryEditor.getValue(), variables: variableEditor.getValue(), headers: headerEditor.getValue() };
    };
    const put = () => {
      const inEditors = held();
      if (inEditors && differs(shownNow.current(), inEditors))
        updateActiveTabValues({ ...inEditors, operationName: nameOf(inEditors.query) });
    };
    const store = () => {
      const inEditors = held();
      const { tabs, activeTabIndex } = latest.current;
      const isUnwritten = performance.now() - changed.current < WRITTEN;
      if (!isUnwritten && (!inEditors || !differs(shownNow.current(), inEditors))) return; // another window may know better
      const written: readonly Tab[] = inEditors ? withHeld(tabs, activeTabIndex, inEditors) : tabs;
      window.localStorage.setItem(STORED, stored({ tabs: [...written], activeTabIndex }));
    };
    document.addEventListener('click', put, true);
    window.addEventListener('pagehide', store);
    return () => {
      document.removeEventListener('click', put, true);
      window.removeEventListener('pagehide', store);
    };
  }, [updateActiveTabValues]);
  return null;
}
