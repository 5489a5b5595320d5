import { Component, type ReactNode } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import { say } from '../../messages/say';

import { Heading } from './states';

interface Guard {
  children: ReactNode;
  /** Shown in place of what fails; without it, a message that says what can be done. */
  otherwise?: ReactNode;
}

/** Keeps what cannot be shown from taking the whole page with it. Another address is tried anew. */
export function Guarded(guard: Guard) {
  const [path] = useLocation();
  const search = useSearch();
  return <Boundary address={`${path}?${search}`} {...guard} />;
}

class Boundary extends Component<Guard & { address: string }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override componentDidUpdate(before: { address: string }) {
    if (this.state.failed && before.address !== this.props.address) this.tryAgain();
  }

  private tryAgain = () => this.setState({ failed: false });

  override render() {
    if (!this.state.failed) return this.props.children;
    if (this.props.otherwise !== undefined) return this.props.otherwise;
    return (
      <>
        <Heading alarming title={say('This view cannot be shown')} />
        <div className="notice" role="alert">
          <p>
            {say(
              'What the server answered is not what this page expects: one of the two may be older than the other. Try again, or load the page anew. If it stays so, tell those who run this site at which address it happens.',
            )}
          </p>
          <button type="button" onClick={this.tryAgain}>
            {say('Try again')}
          </button>
          <Link href="/" className="button" onClick={this.tryAgain}>
            {say('Back to the start')}
          </Link>
        </div>
      </>
    );
  }
}
