import { type FormEvent, useState } from 'react';
import { useSearchParams } from 'wouter';

import { say } from '../../messages/say';
import { sentencesIn } from '../../messages/speaking';
import { useAsk } from '../client';
import { HireAllDocument, type HireAllQuery, HireDocument, NeedsDocument } from '../generated/graphql';
import { cased, listed } from '../names';
import { Downloads } from '../parts/downloads';
import { Tick } from '../parts/fields';
import { To } from '../parts/links';
import { More } from '../parts/more';
import { Said, slot, Verdict, wordsIn } from '../parts/said';
import { Answer, Empty, Heading, Note } from '../parts/states';
import { Words } from '../parts/told';
import { isText, names, onceEach, toggled } from '../typed';
import { Advice, type Advised } from './advised';

const SHOWN = 10;
const MOST = 150; // of them told with all that speaks for each, at what one request may cost; files have the others, too
const LONGEST = 500; // letters of one need

export function Hire() {
  const [parameters, setParameters] = useSearchParams();
  const [typed, setTyped] = useState('');
  const [wanted, setWanted] = useState({ needs: '', shown: SHOWN });
  const needs = parameters.getAll('need');
  const choose = (chosen: string[]) => setParameters(chosen.map((need): [string, string] => ['need', need]));
  const known = useAsk(NeedsDocument, {});
  const asking = needs.join('\n');
  const shown = wanted.needs === asking ? wanted.shown : SHOWN;
  const asked = useAsk(HireDocument, needs.length ? { needs, first: shown, language: sentencesIn() } : null);
  const all = useAsk(HireAllDocument, needs.length ? { needs, language: sentencesIn() } : null);
  const rest = (told: number, total: number) => ({
    shown: told,
    total,
    more: total > told,
    fetching: asked.waiting,
    error: undefined,
    next: told < MOST ? () => setWanted({ needs: asking, shown: shown + SHOWN }) : undefined,
  });
  const add = (event: FormEvent) => {
    event.preventDefault();
    const said = isText(typed) ? [typed.trim().replaceAll(/\s+/g, ' ')] : names(typed);
    if (said.length) choose([...new Set([...needs, ...said])]);
    setTyped('');
  };
  const offered = onceEach([
    ...(known.data?.hiringNeeds ?? []).map((each) => ({
      name: each.name,
      hint: each.examples.join(', '),
      language: each.dataset.language,
    })),
    ...(known.data?.applications.nodes ?? []).map((each) => ({ name: each.name, hint: '', language: each.nameLanguage })),
  ]);
  const own = needs.filter((need) => !offered.some((each) => each.name === need)).map((name) => ({ name, hint: '', language: undefined }));
  const choices = [...own, ...offered];
  return (
    <>
      <Heading title={say('Whom to hire')} />
      <form onSubmit={add} className="line">
        <label htmlFor="need">{say('What the project needs: a sentence, or a list with commas between')}</label>
        <textarea
          id="need"
          rows={2}
          maxLength={LONGEST}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.shiftKey) add(event);
          }}
          placeholder={say('Somebody who keeps our machines running and trains the night shift')}
        />
        <button type="submit" className="strong">
          {say('Add')}
        </button>
      </form>
      {choices.length ? (
        <fieldset className="needs">
          <legend>{say('The project needs')}</legend>
          {choices.map(({ name, hint, language }) => (
            <Tick
              key={name}
              className="choice"
              title={hint || undefined}
              checked={needs.includes(name)}
              onChange={(wanted) => choose(toggled(needs, name, wanted))}>
              <Words language={language}>{name}</Words>
            </Tick>
          ))}
        </fieldset>
      ) : null}
      {!known.data && !known.error ? <Answer asked={known}>{() => null}</Answer> : null}
      {needs.length === 0 ? (
        <Empty>{say('Say what the project needs in your own words, or tick it. You see whom to hire, and why.')}</Empty>
      ) : known.data || known.error ? (
        <Answer asked={asked}>
          {({ adviseHire: advice }) => (
            <>
              <Best advice={advice} />
              {all.data ? <Downloads name="whom-to-hire" asked={asked} data={all.data.adviseHire} rows={adviceRows} /> : null}
              {advice[0]?.unmatchedNeeds.length ? (
                <Note>{say('Nothing is known about: {needs}.', { needs: advice[0].unmatchedNeeds.join(', ') })}</Note>
              ) : null}
              <Advice advice={advice} />
              {all.data ? <More rest={rest(advice.length, all.data.adviseHire.length)} what="role" /> : null}
              {all.error ? <Answer asked={all}>{() => null}</Answer> : null}
            </>
          )}
        </Answer>
      ) : null}
    </>
  );
}

const called = ({ name, nameLanguage }: { name: string; nameLanguage: string }) => wordsIn(cased(name), nameLanguage);

function Best({ advice: [first, ...others] }: { advice: readonly Advised[] }) {
  if (!first) return <Verdict>{say('Nothing that is loaded speaks for any role.')}</Verdict>;
  const beside = first.together.slice(0, 2);
  return (
    <Verdict>
      <Said
        text={
          first.isGuess
            ? say('Perhaps {role}: its work is near to what you describe, though no source says that it does it.', { role: slot('role') })
            : say('Hire {role} first.', { role: slot('role') })
        }
        parts={{ role: <To kind="role" thing={first.role} /> }}
      />{' '}
      {beside.length ? <Said text={say('Beside it: {roles}.', { roles: listed(beside.map(called)) })} /> : null}
      {!beside.length && others[0] ? <Said text={say('Next best: {role}.', { role: called(others[0].role) })} /> : null}
    </Verdict>
  );
}

function adviceRows(advice: HireAllQuery['adviseHire']) {
  return advice.map(({ role, score, reason, together }) => {
    return { role: role.slug, name: role.name, score, reason, together: together.map((each) => each.name).join('; ') };
  });
}
