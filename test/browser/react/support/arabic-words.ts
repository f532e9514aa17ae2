import { countTime, type WarningFacts, type WarningWords } from 'holdfast/react';

const countdown = (facts: WarningFacts): string =>
  countTime(
    'ar',
    facts,
    { one: 'دقيقة', two: 'دقيقتان', few: 'دقائق', other: 'دقيقة' },
    { one: 'ثانية', two: 'ثانيتان', few: 'ثوانٍ', other: 'ثانية' },
  );

/** Words from right to left, as an application would write some. */
export const arabicWords: WarningWords = {
  lang: 'ar',
  heading: ({ reason }) => (reason === 'idle' ? 'هل ما زلت هنا؟' : 'جلستك على وشك الانتهاء'),
  message: ({ reason }) =>
    reason === 'idle'
      ? 'لم تُستخدم هذه الصفحة منذ فترة. لحماية حسابك سيتم تسجيل خروجك قريبًا.'
      : 'لأسباب أمنية لا يمكن تمديد هذه الجلسة. أكمل ما تفعله أو سجّل الدخول من جديد.',
  countdown,
  spoken: (facts) => `سيتم تسجيل خروجك خلال ${countdown(facts)}.`,
  stay: () => 'البقاء مسجّلًا',
  signOut: () => 'تسجيل الخروج',
  later: () => 'متابعة العمل',
  signInAgain: () => 'تسجيل الدخول من جديد',
  leave: () => 'المتابعة دون تسجيل الدخول',
  failed: () => 'تعذّر الوصول إلى الخادم. نحاول مرة أخرى…',
  title: () => 'تسجيل الخروج قريبًا',
  endedHeading: () => 'تم تسجيل خروجك',
  endedMessage: ({ draftsSaved }) =>
    `لم تُستخدم هذه الصفحة منذ فترة.${draftsSaved ? ' عملك غير المكتمل محفوظ هنا.' : ''}`,
};
