import { type FunctionComponent, type JSX, memo, useMemo, useState } from 'react';
import { type Area, areas, type Row, readRows } from '../../model/rows.ts';
import { formatMoment, formatTook } from '../../model/words.ts';
import { useBench, usePast, useSeen } from '../bench.tsx';
import { Nothing } from '../facts.tsx';

/** So many are drawn; what is older can still be asked for. */
const few = 40;

const areaNames: Readonly<Record<Area, string>> = {
  session: 'Session',
  tabs: 'Tabs',
  network: 'Network',
  storage: 'Storage',
  locks: 'Locks',
  page: 'Page',
};

const line = ({ key, at, area, what, text, took, tone, times }: Row): JSX.Element => (
  <li key={key} data-area={area} data-tone={tone}>
    <span className="at">{formatMoment(at)}</span>
    <span className="said-what">
      <b>{what}</b> {text}
      {times > 1 && <span className="times"> ×{times}</span>}
    </span>
    <span className="took">{took === null ? '' : formatTook(took)}</span>
  </li>
);

/** What happened, newest first, by what it is about. */
export const LogList: FunctionComponent = memo(function LogList(): JSX.Element {
  const { recorder, observer } = useBench();
  const { told } = usePast();
  const seen = useSeen();
  const [shown, setShown] = useState<ReadonlySet<Area>>(new Set(areas));
  const [most, setMost] = useState(few);
  const known = areas.filter((area) => seen !== null || area === 'session' || area === 'tabs');
  const rows = useMemo(() => readRows(told, seen, shown), [told, seen, shown]);

  const toggle = (area: Area): void => {
    const next = new Set(shown);
    if (!next.delete(area)) next.add(area);
    setShown(next);
  };
  const clear = (): void => {
    recorder.clear();
    observer?.log.clear();
  };
  return (
    <section className="log" aria-label="What happened">
      <div className="log-head">
        <fieldset className="chips">
          <legend className="unseen">What the log shows</legend>
          {known.map((area) => (
            <button
              key={area}
              type="button"
              data-area={area}
              aria-pressed={shown.has(area)}
              onClick={() => toggle(area)}
            >
              {areaNames[area]}
            </button>
          ))}
        </fieldset>
        <button type="button" className="plain" onClick={clear}>
          Clear
        </button>
      </div>
      {rows.length === 0 ? (
        <Nothing>Nothing has happened yet.</Nothing>
      ) : (
        <ol className="rows">{rows.slice(0, most).map(line)}</ol>
      )}
      {rows.length > most && (
        <button type="button" className="plain" onClick={() => setMost(most + 100)}>
          Older ones
        </button>
      )}
    </section>
  );
});
