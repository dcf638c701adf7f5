// Finds a place, a person, a code or a coordinate, and says how a coordinate was understood.
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { Input, type InputRef } from 'antd';
import type { OutputOf } from '../../../shared/contract/catalogue.ts';
import { thingKind } from '../../../shared/domain/atlas/thing-kinds.ts';
import { inLanguage } from '../../../shared/i18n/language.ts';
import type { LonLat } from '../../../shared/kernel/units.ts';
import { refusalText } from '../../seat/refusal-text.ts';
import { useSeat } from '../../seat/seat-context.ts';
import type { Refusal } from '../../../shared/contract/refusal.ts';

const WAIT_MS = 120;
const RESULT_LIMIT = 20;

export interface SearchBoxProps {
  readonly onThing: (kind: string, id: string, position: LonLat | null) => void;
  readonly onPosition: (position: LonLat) => void;
}

type Found = OutputOf<'search'>;

interface Line {
  readonly key: string;
  readonly title: string;
  readonly detail: string;
  readonly choose: () => void;
}

const useSearch = (text: string): { readonly found: Found | null; readonly refusal: Refusal | null; readonly isBusy: boolean } => {
  const { client } = useSeat();
  const [state, setState] = useState<{ found: Found | null; refusal: Refusal | null; isBusy: boolean }>({ found: null, refusal: null, isBusy: false });
  useEffect(() => {
    const wanted = text.trim();
    if (wanted === '') return setState({ found: null, refusal: null, isBusy: false });
    const controller = new AbortController();
    setState((old) => ({ ...old, isBusy: true }));
    const timer = setTimeout(() => {
      void client.request('search', { text: wanted, limit: RESULT_LIMIT }, { signal: controller.signal }).then((result) => {
        if (controller.signal.aborted) return;
        setState(result.ok ? { found: result.value.value, refusal: null, isBusy: false } : { found: null, refusal: result.error, isBusy: false });
      });
    }, WAIT_MS);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [client, text]);
  return state;
};

export const SearchBox = ({ onThing, onPosition }: SearchBoxProps): ReactNode => {
  const { t, language } = useSeat();
  const [text, setText] = useState('');
  const [isOpen, setIsOpen] = useState(false);
  const [active, setActive] = useState(0);
  const input = useRef<InputRef>(null);
  const { found, refusal, isBusy } = useSearch(text);

  useEffect(() => {
    const focus = (event: globalThis.KeyboardEvent): void => {
      const isTyping = event.target instanceof HTMLElement && (event.target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(event.target.tagName));
      if (event.code !== 'Slash' || isTyping || event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      input.current?.focus();
    };
    document.addEventListener('keydown', focus);
    return () => document.removeEventListener('keydown', focus);
  }, []);

  const lines: readonly Line[] = [
    ...(found?.coordinates ?? []).map((item) => ({
      key: `${item.understood}${item.datum}`,
      title: item.understood,
      detail: `${t('search.coordinate')} · ${item.datum}`,
      choose: () => onPosition(item.position),
    })),
    ...(found?.matches ?? []).map((item) => {
      const kind = thingKind(item.kind);
      return {
        key: `${item.kind}/${item.id}`,
        title: item.name,
        detail: [kind === undefined ? item.kind : inLanguage(kind.term, language), item.areaName, item.matched === item.name ? '' : item.matched].filter((part) => part !== '').join(' · '),
        choose: () => onThing(item.kind, item.id, item.position),
      };
    }),
  ];

  const choose = (line: Line | undefined): void => {
    if (line === undefined) return;
    line.choose();
    setIsOpen(false);
  };

  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown') setActive((index) => Math.min(index + 1, lines.length - 1));
    else if (event.key === 'ArrowUp') setActive((index) => Math.max(index - 1, 0));
    else if (event.key === 'Enter') choose(lines[active]);
    else if (event.key === 'Escape') setIsOpen(false);
    else return;
    event.preventDefault();
  };

  const status = refusal !== null ? refusalText(refusal, t) : !isBusy && found !== null && lines.length === 0 ? t('search.nothing') : found?.isTruncated === true ? t('search.more') : '';
  const showsList = isOpen && text.trim() !== '';

  return (
    <div className="search-box" role="search">
      <Input
        ref={input}
        size="large"
        allowClear
        value={text}
        placeholder={`${t('map.search')}  [/]`}
        aria-label={t('map.search')}
        role="combobox"
        aria-expanded={showsList}
        aria-controls="search-results"
        aria-activedescendant={lines[active] === undefined ? undefined : `search-${active}`}
        onChange={(event) => {
          setText(event.target.value);
          setActive(0);
          setIsOpen(true);
        }}
        onFocus={() => setIsOpen(true)}
        onBlur={() => setTimeout(() => setIsOpen(false), WAIT_MS)}
        onKeyDown={onKey}
      />
      {showsList && (
        <div className="search-results panel">
          <ul id="search-results" role="listbox" aria-label={t('search.results')}>
            {lines.map((line, index) => (
              <li key={line.key} id={`search-${index}`} role="option" aria-selected={index === active} onPointerDown={() => choose(line)}>
                <span>{line.title}</span>
                <span className="second">{line.detail}</span>
              </li>
            ))}
          </ul>
          {status !== '' && (
            <p className="second" role="status">
              {status}
            </p>
          )}
        </div>
      )}
    </div>
  );
};
