import type { SettingsScope } from 'holdfast';
import { useSession } from 'holdfast/react';
import type { JSX } from 'react';

/** Two devices, one, and a tab. */
const pictures: Readonly<Record<SettingsScope, string>> = {
  account: 'M2.5 3.500h11v7.500h-11zM5 14h4M15.5 7h6v10.500h-6z',
  device: 'M3.5 3.500h17v11h-17zM8.5 18.500h7',
  tab: 'M3.5 18.500v-13h6.500l1.500 3h9v10zM3.5 8.500h8',
};

/** For whom the settings of a card hold. */
export function Scope({ of }: { readonly of: SettingsScope }): JSX.Element {
  const { status } = useSession();
  const words: Readonly<Record<SettingsScope, string>> = {
    account: status === 'authenticated' ? 'On all your devices' : 'On all your devices, once you sign in',
    device: 'Another device has its own',
    tab: 'Another tab has its own, a reload keeps it',
  };
  return (
    <p className="scope" data-scope={of}>
      <svg viewBox="0 0 24 20" aria-hidden="true">
        <path d={pictures[of]} />
      </svg>
      {words[of]}
    </p>
  );
}
