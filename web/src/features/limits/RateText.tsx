import { useTranslation } from '~/i18n/useTranslation';
import { useFormats } from '~/i18n/formats';
import type { RateLimit } from './limits';
import { keys } from './shapes';
import './texts';

/** One limit in words: how many, in bursts of how many, whose requests share it. */
export function RateText({ limit }: { readonly limit: RateLimit }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const per = keys.find((key) => key === limit.per) ?? 'client';
  const rate = limit.requests_per_second === null ? '—' : formats.integer(limit.requests_per_second);
  return (
    <span>
      {t('limits.rate', { rate, per: per === 'header' ? t('limits.perHeader', { header: limit.header ?? '' }) : t(`limits.per.${per}`) })}
      {limit.burst !== null && limit.burst > 0 && `, ${t('limits.burstOf', { count: limit.burst })}`}
      {limit.scope === 'global' && `, ${t('limits.overAll')}`}
    </span>
  );
}
