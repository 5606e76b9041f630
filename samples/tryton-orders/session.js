  // Tryton's own web client keeps its session here, for pages of its own origin.
  const session = () => {
    const kept = localStorage.getItem('sao_session_tryton');
    if (!kept) throw new Error('Bitte melden Sie sich zuerst in Tryton an, und laden Sie diese Seite dann neu.');
    const { login, user_id, session } = JSON.parse(kept);
    const bytes = new TextEncoder().encode(`${login}:${user_id}:${session}`);
    return { Authorization: 'Session ' + btoa(String.fromCharCode(...bytes)) };
  };
