import { Link } from '@tanstack/react-router';
import { Gate } from '../../shell/no-permission.tsx';
import { Page } from '../../shell/page.tsx';
import { AddSlackForm } from './add-slack-form.tsx';

/** Settings → Connectors → Add Connector → Slack. */
export function AddSlackPage() {
  return (
    <Page
      title="Connect Slack"
      width="text"
      above={
        <>
          <Link to="/connectors" className="hover:text-ink hover:underline">
            Connectors
          </Link>
          {' / '}
          <Link to="/connectors/add" className="hover:text-ink hover:underline">
            Add Connector
          </Link>
        </>
      }
      sentence="Paste a token and press Start sync: everything else has a sensible value. What you type stays if you leave; tokens never do."
    >
      <Gate ability="connectors.manage" what="add a connector">
        <AddSlackForm />
      </Gate>
    </Page>
  );
}
