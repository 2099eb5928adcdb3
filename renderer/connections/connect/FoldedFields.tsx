// Fields that are seldom needed, behind one button; an issue among them opens it.
import { type ComponentProps, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { QuietButton } from '../../ui/QuietButton';
import own from './fields.module.css';
import { SourceFields } from './SourceFields';

export function FoldedFields(props: ComponentProps<typeof SourceFields>) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState(false);
  if (props.fields.length === 0) return null;
  const open = asked || props.fields.some(({ name }) => props.issues[name] !== undefined);
  return (
    <div className={own.folded}>
      <QuietButton aligned expanded={open} onClick={() => setAsked(!open)}>
        {t(open ? 'watching.way.less' : 'watching.way.more')}
      </QuietButton>
      {open && <SourceFields {...props} />}
    </div>
  );
}
