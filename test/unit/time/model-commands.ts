import { seconds } from 'holdfast';
import type { Happening } from './model-steps.ts';
import { type ModelTab, shown } from './model-tab.ts';
import type { Stage } from './model-world.ts';

/** What a person or the application does in a running tab. */
export function command(stage: Stage, one: ModelTab, what: Happening & { readonly tab: number }): void {
  const { book, fault } = stage;
  const { tab, session } = one;
  const { name } = tab;
  const here = shown(one);
  if (what.does === 'sign in') {
    void session.signIn({ name: 'ada' });
    return;
  }
  const life = here && book.lives.get(here.epoch);
  if (!life) return;
  const before = book.read(life, one.missed.get(life.epoch));

  if (what.does === 'input' || what.does === 'report') {
    if (what.does === 'input' && !one.visible) return;
    const { writes } = one;
    if (stage.world.answer === 'any-input') one.askedAt = stage.now();
    const touch = (): 'pass' | 'swallow' => {
      if (what.does === 'input') return tab.input();
      session.reportActivity();
      return shown(one) && !tab.curtain ? 'pass' : 'swallow';
    };
    const verdict = touch();
    const after = shown(one);
    // Unless somebody is being asked.
    const asking = stage.world.verify && life.forward > 0;
    if (after && verdict === 'swallow' && before.over === 'no' && !asking) fault(`${name} swallowed an input in time`);
    if (before.over === 'yes' && (verdict === 'pass' || (after && !tab.curtain)))
      fault(`${name} let an input through after the end`);
    if (!after && verdict === 'pass') fault(`${name} let the input through that ended the session`);
    // A tab's own word is asked only where a second's tolerance leaves it open.
    const counts = before.warned === 'no' || (before.warned === 'maybe' && after?.warning === null);
    if (after && counts && verdict === 'pass' && before.over !== 'yes') book.counted(life);
    if (one.writes > writes) {
      if (!stage.clockWasSet && stage.now() - one.wroteAt < 1000) fault(`${name} wrote twice in a second for input`);
      one.wroteAt = stage.now();
    }
    return;
  }
  if (what.does === 'extend') {
    const fails = stage.touchFails > 0;
    one.askedAt = stage.now();
    void session.extend().then(({ outcome }) => {
      if (outcome === 'extended' && before.over === 'yes') fault(`${name} extended what was over`);
      const asking = stage.world.verify && life.forward > 0;
      if (before.over === 'no' && before.lastly === 'no' && !fails && !asking && outcome !== 'extended')
        fault(`${name} could not extend: ${outcome}`);
      if (outcome === 'reauthentication-needed' && before.lastly === 'no') fault(`${name} refused to extend`);
    });
    return;
  }
  if (what.does === 'hold') {
    // It would be told in a time of its own.
    if (one.missed.get(life.epoch)) return;
    const release = session.hold('upload', { max: seconds(what.max) });
    if (before.over !== 'yes' && shown(one)?.epoch === life.epoch)
      one.holds.push({ epoch: life.epoch, hold: book.held(life, seconds(what.max)), release });
    else release();
    return;
  }
  if (what.does === 'release') {
    const next = one.holds.shift();
    if (!next) return;
    next.hold.releasedAt = next.hold.surelyReleasedAt = stage.now();
    life.episode++;
    next.release();
    return;
  }
  if (what.does === 'configure') {
    // With nothing running it would be for this tab's later sessions.
    if (before.over !== 'no') return;
    book.configured(life, what.to);
    session.configure(what.to);
    // Which looked before it changed anything.
    life.episode++;
    return;
  }
  // Signing out.
  life.over = before.over !== 'yes' || life.over;
  life.over = true;
  void session.signOut();
  if (shown(one)) fault(`${name} shows somebody after the sign-out`);
  return;
}
