// Asks again what the server could not answer yet, where it says that it is worth it.

import { useEffect, useRef, useState } from 'react';

import type { Asked } from './client';
import { ASKED_AGAIN, pause, refusal } from './refusal';

export interface Patience {
  /** Whether what was refused is waited for: the server wants that, and nobody has waited enough. */
  waits: boolean;
  message: string;
  /** Seconds until it is asked again, null while it is. */
  pause: number | null;
  now: () => void;
  stop: () => void;
  /** Asks once more, and has patience again. */
  anew: () => void;
}

/** How long it is waited for what was refused, and what the reader can do about it. */
export function usePatience({ error, data, waiting, again, variables }: Asked<unknown>): Patience {
  const question = JSON.stringify(variables);
  const [of, setOf] = useState(question);
  const [refused, setRefused] = useState(0); // times
  const [stopped, setStopped] = useState(false);
  const ask = useRef(again);
  ask.current = again;
  const { after, message } = error ? refusal(error) : { after: undefined, message: '' };
  const begin = () => {
    setRefused(0);
    setStopped(false);
  };
  if (of !== question) {
    setOf(question);
    begin();
  } else if (data !== undefined && (refused > 0 || stopped)) begin();
  useEffect(() => {
    if (error) setRefused((before) => before + 1);
  }, [error]);
  const waits = after !== undefined && !stopped && refused <= ASKED_AGAIN;
  const length = pause(after ?? 0, Math.max(0, refused - 1));
  // biome-ignore lint/correctness/useExhaustiveDependencies: after each refusal, also where the pause is as long as before
  useEffect(() => {
    if (!waits || waiting) return;
    const timer = setTimeout(() => ask.current(), length * 1000);
    return () => clearTimeout(timer);
  }, [waits, waiting, length, error]);
  return {
    waits,
    message,
    pause: waiting ? null : length,
    now: again,
    stop: () => setStopped(true),
    anew: () => {
      begin();
      again();
    },
  };
}
