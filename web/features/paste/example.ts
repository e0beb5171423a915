/**
 * A webhook whose JSON was written anew on its way: signed without the spaces that it has here. The secret is
 * the one of Svix' documentation.
 */
export const example = {
  secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  receivedAt: '2026-03-02T09:30:02Z',
  text: `curl 'https://app.example.com/api/webhooks/stack' \\
  -H 'content-type: application/json' \\
  -H 'user-agent: Svix-Webhooks/1.88.0' \\
  -H 'svix-id: msg_2mK9xQvQ3xAbCdEfGhIjKlMnOp' \\
  -H 'svix-timestamp: 1772443800' \\
  -H 'svix-signature: v1,2KJPJMLUtRdVXE60KKNBhFSZL/QFLp34oqMMVmUetNQ=' \\
  --data-raw '{"type": "user.updated", "data": {"id": "3f0d6c4e-8a1b-4c57-9d2e-5b7a90c1e6f4", "display_name": "Ada Lovelace", "primary_email": "ada@example.com", "selected_team_id": null}}'`,
}
