import type { CartReport } from 'holdfast';
import { useCart } from 'holdfast/react';
import type { JSX } from 'react';
import { cart } from '../session.ts';
import { useMoney } from '../workspace/money.ts';
import type { ShopItem } from './item.ts';
import { describeChoice } from './products.ts';

type Report = CartReport<ShopItem>;

/** What happened, and what saying yes to it does. */
function useWords(): (report: Report) => readonly [news: string, yes: string] {
  const money = useMoney();
  const { currency } = cart.getState();
  return (report) => {
    const name = [report.item.name, describeChoice(report.item.options)].filter(Boolean).join(', ');
    switch (report.kind) {
      case 'price': {
        const now = money(report.to, currency);
        const way = report.to > report.from ? 'has risen' : 'has fallen';
        return [`The price of ${name} ${way} from ${money(report.from, currency)} to ${now}.`, `Take it for ${now}`];
      }
      case 'stock':
        return [`The shop has only ${report.to} left of ${name}; you wanted ${report.from}.`, `Take ${report.to}`];
      case 'gone':
        return [`${name} is sold out.`, 'Go without it'];
      case 'details':
        return [`${name} is called ${report.to.name ?? name} now.`, 'Fine'];
    }
  };
}

/** What the shop sees otherwise than the cart. Nothing of it counts before somebody says yes. */
export function News({ onAccepted }: { readonly onAccepted: (said: string) => void }): JSX.Element {
  const reports = useCart(cart, (state) => state.reports);
  const describe = useWords();
  const accept = (what: Report | 'all'): void => {
    cart.accept(what);
    const left = cart.getState().reports.length;
    onAccepted(left ? `Done. ${left} more to look at.` : 'Done. Your cart is as the shop sees it.');
  };
  return (
    <>
      <p className="unseen" role="status">
        {reports.length > 0 && 'The shop has news about your cart.'}
      </p>
      {reports.length > 0 && (
        <section aria-label="News from the shop" className="news">
          <p className="news-title">The shop has news about your cart</p>
          <ul>
            {reports.map((report) => {
              const [news, yes] = describe(report);
              return (
                <li key={report.key + report.kind} className="note">
                  <span>{news}</span>
                  <button type="button" className="button" onClick={() => accept(report)}>
                    {yes}
                    <span className="unseen">: {report.item.name}</span>
                  </button>
                </li>
              );
            })}
          </ul>
          {reports.length > 1 && (
            <button type="button" className="button" onClick={() => accept('all')}>
              That is all fine
            </button>
          )}
        </section>
      )}
    </>
  );
}
