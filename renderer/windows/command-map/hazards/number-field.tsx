// A number with its unit: shows the live value, takes a typed one on Enter or on leaving, and says when it is no number.
import { useId, useState, type KeyboardEvent, type ReactNode } from 'react';
import { Input } from 'antd';

export interface NumberFieldProps {
  readonly label: string;
  readonly unit: string;
  /** Null: not known yet. */
  readonly value: number | null;
  readonly onNumber: (value: number) => void;
  /** Given where emptying the field is allowed. */
  readonly onEmpty?: () => void;
  readonly digits?: number;
  readonly least?: number;
  readonly most?: number;
  readonly placeholder?: string;
}

const shown = (value: number | null, digits: number): string => (value === null ? '' : String(Number(value.toFixed(digits))));

/** Full-width digits and points as an input method leaves them. */
const narrow = (text: string): string => text.replaceAll(/[０-９．－]/g, (mark) => String.fromCharCode(mark.charCodeAt(0) - 0xfee0)).replaceAll('。', '.').trim();

/** Null where nothing is typed. */
const readTyped = (typed: string | null, least: number, most: number): { readonly number: number | null; readonly isBad: boolean } => {
  const text = typed === null ? '' : narrow(typed);
  const number = text === '' ? null : Number(text);
  return { number, isBad: number !== null && !(Number.isFinite(number) && number >= least && number <= most) };
};

export const NumberField = ({ label, unit, value, onNumber, onEmpty, digits = 1, least = Number.NEGATIVE_INFINITY, most = Number.POSITIVE_INFINITY, placeholder }: NumberFieldProps): ReactNode => {
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const { number, isBad } = readTyped(typed, least, most);

  const take = (): void => {
    if (typed === null || isBad) return;
    setTyped(null);
    if (number === null) onEmpty?.();
    else if (shown(number, digits) !== shown(value, digits) || value === null) onNumber(number);
  };

  const onKey = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') take();
    if (event.key === 'Escape') {
      setTyped(null);
      event.currentTarget.blur();
    }
  };

  return (
    <div className="number-field">
      <label htmlFor={id}>{label}</label>
      <Input
        id={id}
        inputMode="decimal"
        autoComplete="off"
        suffix={unit}
        {...(placeholder === undefined ? {} : { placeholder })}
        {...(isBad ? { status: 'error' as const } : {})}
        aria-invalid={isBad}
        value={typed ?? shown(value, digits)}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={onKey}
        onBlur={take}
      />
    </div>
  );
};
