// A button for what is loud or cannot be undone: it acts only after being held, by mouse, touch or key.
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';

const STEP_MS = 50;

export interface HoldToConfirmProps {
  readonly label: string;
  /** Said to screen readers and on hover: that it must be held, and how long. */
  readonly hint: string;
  readonly holdMs: number;
  readonly onConfirmed: () => void;
  readonly isDisabled?: boolean;
}

export const HoldToConfirm = ({ label, hint, holdMs, onConfirmed, isDisabled = false }: HoldToConfirmProps): ReactNode => {
  const [heldMs, setHeldMs] = useState(0);
  const timer = useRef<ReturnType<typeof setInterval> | undefined>(undefined);
  const startedAt = useRef(0);

  const release = (): void => {
    clearInterval(timer.current);
    timer.current = undefined;
    setHeldMs(0);
  };

  const press = (): void => {
    if (isDisabled || timer.current !== undefined) return;
    startedAt.current = performance.now();
    timer.current = setInterval(() => {
      const held = performance.now() - startedAt.current;
      if (held < holdMs) return setHeldMs(held);
      release();
      onConfirmed();
    }, STEP_MS);
  };

  const onKey = (event: KeyboardEvent, act: () => void): void => {
    if (event.key !== ' ' && event.key !== 'Enter') return;
    event.preventDefault();
    if (!event.repeat) act();
  };

  useEffect(() => release, []);

  return (
    <button
      type="button"
      className="hold-to-confirm"
      disabled={isDisabled}
      title={hint}
      aria-description={hint}
      onPointerDown={press}
      onPointerUp={release}
      onPointerLeave={release}
      onPointerCancel={release}
      onBlur={release}
      onKeyDown={(event) => onKey(event, press)}
      onKeyUp={(event) => onKey(event, release)}
    >
      <span className="hold-to-confirm-fill" style={{ width: `${Math.min(100, (heldMs / holdMs) * 100)}%` }} aria-hidden="true" />
      <span className="hold-to-confirm-label">{label}</span>
    </button>
  );
};
