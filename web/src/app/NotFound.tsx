import { Link } from '@tanstack/react-router';
import { useTranslation } from '~/i18n/useTranslation';
import { Page } from '~/design/Page';
import { Empty } from '~/design/States';
import '~/design/texts';

export function NotFound() {
  const { t } = useTranslation();
  return (
    <Page title={t('notFound.title')}>
      <Empty action={<Link to="/monitor">{t('notFound.home')}</Link>}>{t('notFound.text')}</Empty>
    </Page>
  );
}
