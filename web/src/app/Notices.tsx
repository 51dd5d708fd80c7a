import { AlertBanner } from './AlertBanner';
import { LiveRefusal } from './LiveRefusal';
import { NewBuild } from './NewBuild';

/** What everybody is told, whatever page they are on. */
export function Notices() {
  return (
    <>
      <NewBuild />
      <LiveRefusal />
      <AlertBanner />
    </>
  );
}
