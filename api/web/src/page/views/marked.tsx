import { say } from '../../messages/say';
import { type Having, type Mention, spans } from '../mentioned';
import { cased } from '../names';
import { Section } from '../parts/facts';

interface Marking {
  text: string;
  mentions: readonly Mention[];
  held: readonly Having[];
  onToggle: (slug: string) => void;
}

/** The text with what it names marked; a mark that is pressed is taken out, or in again. */
export function Marked({ text, mentions, held, onToggle }: Marking) {
  const taken = new Map(held.map((each) => [each.slug, each.taken]));
  let at = 0;
  return (
    <Section title={say('Your text')} note={say('{count, plural, one {# thing} other {# things}} understood', { count: held.length })}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard */}
      <section className="marked scrolled" tabIndex={0} aria-label={say('The text, with what it names marked')}>
        {spans(text, mentions).map((span) => {
          const key = at;
          at += span.text.length;
          if (!span.mention) return <span key={key}>{span.text}</span>;
          const { entity, stance } = span.mention;
          const isIn = taken.get(entity.slug) ?? false;
          return (
            <button
              key={key}
              type="button"
              data-stance={stance}
              aria-pressed={isIn}
              title={cased(entity.name)}
              onClick={() => onToggle(entity.slug)}>
              {span.text}
            </button>
          );
        })}
      </section>
    </Section>
  );
}
