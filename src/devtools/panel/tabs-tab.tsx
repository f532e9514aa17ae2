import { type JSX, useEffect, useSyncExternalStore } from 'react';
import { countMessages } from '../model/messages.ts';
import { type Answered, isSilent } from '../model/presence.ts';
import { count, formatAge } from '../model/words.ts';
import { useBench, useNow, usePast, useSeen } from './bench.tsx';
import { Card, Nothing } from './facts.tsx';

function Answer({ tab, now }: { readonly tab: Answered; readonly now: number }): JSX.Element {
  const { id, own, visible, status, epoch, broken } = tab;
  const silent = !own && isSilent(tab, now);
  return (
    <tr data-own={own} data-silent={silent}>
      <th scope="row">
        <code>{id.slice(0, 6)}</code> {own && <span className="tag">this one</span>}
        {broken && <span className="tag">turned by a control</span>}
      </th>
      <td>{silent ? `silent for ${formatAge(now - tab.heardAt)}` : visible ? 'visible' : 'hidden'}</td>
      <td>{status}</td>
      <td>
        <code>{epoch.slice(0, 9) || '–'}</code>
      </td>
    </tr>
  );
}

function Messages(): JSX.Element {
  const rows = countMessages(usePast().told, useSeen());
  if (rows.length === 0) return <Nothing>No message yet. Open the page in a second tab.</Nothing>;
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Kind</th>
          <th scope="col">Sent</th>
          <th scope="col">Heard</th>
          <th scope="col">Lost</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ type, sent, received, lost }) => (
          <tr key={type}>
            <th scope="row">{type}</th>
            <td>{sent}</td>
            <td>{received}</td>
            <td>{lost}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Which tabs answered, and what kinds of messages went between them. */
export function TabsTab(): JSX.Element {
  const { presence, platform } = useBench();
  const answers = useSyncExternalStore(presence.subscribe, presence.read, presence.read);
  useEffect(() => presence.watch(), [presence]);
  useNow(Number.POSITIVE_INFINITY);
  const now = platform.clock.monotonic();
  return (
    <div className="cards">
      <Card title="Tabs that answered" aside={count(answers.length, 'tab')} size="double">
        <table>
          <thead>
            <tr>
              <th scope="col">Tab</th>
              <th scope="col">Seen</th>
              <th scope="col">Status</th>
              <th scope="col">Epoch</th>
            </tr>
          </thead>
          <tbody>
            {answers.map((tab) => (
              <Answer key={tab.id} tab={tab} now={now} />
            ))}
          </tbody>
        </table>
        <p className="soft small">
          Those whose devtools answer a question that is asked every two seconds. A session keeps no such list: it reads
          what all tabs share.
        </p>
      </Card>
      <Card title="Messages" aside="kinds, never contents">
        <Messages />
      </Card>
    </div>
  );
}
