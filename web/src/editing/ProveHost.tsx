import { Link } from '@tanstack/react-router';
import { useTranslation } from '~/i18n/useTranslation';
import { isProblem } from '~/api/problem';
import './texts';

interface Props {
  readonly error: unknown;
  /** The field that names the host. */
  readonly field: string;
  /** Whose it would be; absent: one's own. */
  readonly of: string | undefined;
}

/** Leads to where a host is proven, after a change that was refused for want of it. */
export function ProveHost({ error, field, of }: Props) {
  const { t } = useTranslation();
  if (!isProblem(error) || error.codes[field] !== 'host_not_proven') return null;
  return (
    <Link to="/hosts" search={{ edit: 'new', ...(of === undefined ? {} : { tenant: of }) }}>
      {t('editing.proveHost')}
    </Link>
  );
}
