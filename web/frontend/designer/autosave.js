/* Keeps the draft on the server: soon after each change, one request at a time, never over somebody else's. */

export class ConflictError extends Error {}

export class Autosave {
  /**
   * `read`: async, the text as it stands; `send(text, revision)`: async, the new revision, or a ConflictError;
   * `show(state, problem)`: one of saved, changed, saving, failed, conflict.
   */
  constructor({ read, send, show, revision, delay = 700, again = 5000 }) {
    Object.assign(this, { read, send, show, revision, delay, again });
    this.state = 'saved';
    this._changes = 0;
    this._saved = 0;
    this._running = null;
    this._timer = null;
  }

  get isSaved() {
    return this._saved === this._changes;
  }

  changed() {
    this._changes += 1;
    if (this.state !== 'conflict') {
      this._become('changed');
      this._soon(this.delay);
    }
  }

  /** Everything up to now, saved; false where it could not be. */
  async flush() {
    clearTimeout(this._timer);
    while (this.state !== 'conflict' && !this.isSaved) {
      this._running ??= this._save().finally(() => { this._running = null; });
      if (!(await this._running)) {
        return false;
      }
    }
    return this.isSaved;
  }

  async _save() {
    const upTo = this._changes;
    this._become('saving');
    try {
      this.revision = await this.send(await this.read(), this.revision);
    } catch (problem) {
      this._fail(problem);
      return false;
    }
    this._saved = upTo;
    this._become(this.isSaved ? 'saved' : 'changed');
    return true;
  }

  _fail(problem) {
    const conflict = problem instanceof ConflictError;
    this._become(conflict ? 'conflict' : 'failed', problem);
    if (!conflict) {
      this._soon(this.again);
    }
  }

  _soon(wait) {
    clearTimeout(this._timer);
    this._timer = setTimeout(() => this.flush(), wait);
  }

  _become(state, problem = null) {
    this.state = state;
    this.show(state, problem);
  }
}
