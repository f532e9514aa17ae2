import { useSettings } from 'holdfast/react';
import { type JSX, useId } from 'react';
import { workspace } from '../session.ts';
import { Page } from '../shell/page.tsx';
import { hrefTo } from '../shell/router.ts';
import { Saved } from '../shell/saved.tsx';
import { Choice, Switch } from './controls.tsx';
import { priceStyles } from './money.ts';
import { orders } from './order.ts';
import { PinnedList } from './pinned-list.tsx';
import { Scope } from './scope.tsx';
import { StockField } from './stock-field.tsx';

function Prices(): JSX.Element {
  const style = useSettings(workspace, ({ values }) => values.prices.style);
  return (
    <section className="card" aria-labelledby="look">
      <h2 id="look">Prices</h2>
      <Scope of="account" />
      <Choice
        path="prices.style"
        label="Written as"
        words={priceStyles}
        value={style}
        onChoose={(name) => workspace.set('prices.style', name)}
      />
    </section>
  );
}

function Notifications(): JSX.Element {
  const { stock, mail } = useSettings(workspace, ({ values }) => values.notifications);
  return (
    <section className="card" aria-labelledby="notifications">
      <h2 id="notifications">What we tell you</h2>
      <Scope of="account" />
      <Switch
        path="notifications.stock.low"
        label="When something runs low"
        hint="A tag on the shelf: only 7 left."
        on={stock.low}
        onTurn={(on) => workspace.set('notifications.stock.low', on)}
      />
      <StockField />
      <Switch
        path="notifications.mail.orders"
        label="Mail about your orders"
        on={mail.orders}
        onTurn={(on) => workspace.set('notifications.mail.orders', on)}
      />
      <Switch
        path="notifications.mail.news"
        label="Mail when something new is on the shelf"
        on={mail.news}
        onTurn={(on) => workspace.set('notifications.mail.news', on)}
      />
    </section>
  );
}

function ThisDevice(): JSX.Element {
  const density = useSettings(workspace, ({ values }) => values.shelf.density);
  return (
    <section className="card" aria-labelledby="this-device">
      <h2 id="this-device">The shelf, on this device</h2>
      <Scope of="device" />
      <Choice
        path="shelf.density"
        label="How close things stand"
        words={{ airy: 'Airy', dense: 'Dense' }}
        value={density}
        onChoose={(name) => workspace.set('shelf.density', name)}
      />
    </section>
  );
}

function ThisTab(): JSX.Element {
  const { open, order } = useSettings(workspace, ({ values }) => values.panel);
  return (
    <section className="card" aria-labelledby="this-tab">
      <h2 id="this-tab">The shelf, in this tab</h2>
      <Scope of="tab" />
      <Switch
        path="panel.open"
        label="Show what is at hand above the shelf"
        on={open}
        onTurn={(on) => workspace.set('panel.open', on)}
      />
      <Choice
        path="panel.order"
        label="Its order"
        words={orders}
        value={order}
        onChoose={(name) => workspace.set('panel.order', name)}
      />
    </section>
  );
}

/** How this person wants the shop. */
export function SettingsPage(): JSX.Element {
  const { saved, savedTo, changed, reset } = useSettings(workspace);
  const id = useId();
  const none = changed.length === 0;
  return (
    <Page title="Your shop" above={<Saved of={workspace} state={{ saved, savedTo }} />}>
      <p className="lead soft">
        Open <a href={hrefTo('')}>the shelf</a> in a second tab beside this one, or sign in on your phone: it changes
        while you choose.
      </p>
      <div className="settings">
        <Prices />
        <Notifications />
        <PinnedList />
        <ThisDevice />
        <ThisTab />
      </div>
      <div className="row settings-foot">
        {/* It keeps the focus after it was pressed, so it is not disabled. */}
        <button
          type="button"
          className="button"
          aria-disabled={none}
          aria-describedby={id}
          onClick={() => none || reset()}
        >
          Everything back to the default
        </button>
        <span id={id} className="soft small" role="status">
          {none ? 'Everything is as the shop came.' : `${changed.length} changed.`}
        </span>
      </div>
    </Page>
  );
}
