import { type ReactNode, useEffect, useRef } from 'react';

interface Opened {
  className: string;
  /** What stands on its button. */
  button: ReactNode;
  /** Makes the button look like the others. */
  like?: 'button';
  children: ReactNode;
}

/** What opens behind a button, and is closed by it, by Escape, by a click elsewhere, and when the focus goes elsewhere. */
export function Menu({ className, button, like, children }: Opened) {
  const menu = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const leave = ({ target }: Event) => {
      if (menu.current?.open && target instanceof Node && !menu.current.contains(target)) menu.current.open = false;
    };
    document.addEventListener('pointerdown', leave, true);
    document.addEventListener('focusin', leave, true);
    return () => {
      document.removeEventListener('pointerdown', leave, true);
      document.removeEventListener('focusin', leave, true);
    };
  }, []);
  return (
    <details
      className={className}
      ref={menu}
      onKeyDown={(event) => {
        const isOfDialog = event.target instanceof Element && event.target.closest('dialog') !== null; // which closes itself
        if (event.key !== 'Escape' || isOfDialog || !menu.current?.open) return;
        menu.current.open = false;
        menu.current.querySelector('summary')?.focus();
      }}>
      <summary className={like}>{button}</summary>
      {children}
    </details>
  );
}
