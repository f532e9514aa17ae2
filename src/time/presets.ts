import { hours, minutes } from '../foundation/durations.ts';

/**
 * Limits that somebody has written down. They bound what `idle.timeout` and `lifetime` may be; shorter is always allowed.
 *
 * - `nist-aal2`: 1 hour untouched, 24 hours in all (NIST SP 800-63B-4, 2.2.3)
 * - `nist-aal3`: 15 minutes untouched, 12 hours in all (NIST SP 800-63B-4, 2.3.3)
 * - `pci-dss`: 15 minutes untouched (PCI DSS 4.0.1, 8.2.8)
 * - `owasp-high-value`: 5 minutes untouched (OWASP Session Management Cheat Sheet, 2 to 5 minutes for high-value applications)
 */
export type LimitPreset = 'nist-aal2' | 'nist-aal3' | 'pci-dss' | 'owasp-high-value';

/** Milliseconds. Where a source names no lifetime, there is none here. */
export const presets: Readonly<Record<LimitPreset, { readonly timeout: number; readonly lifetime?: number }>> = {
  'nist-aal2': { timeout: hours(1), lifetime: hours(24) },
  'nist-aal3': { timeout: minutes(15), lifetime: hours(12) },
  'pci-dss': { timeout: minutes(15) },
  'owasp-high-value': { timeout: minutes(5) },
};
