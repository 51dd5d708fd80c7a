using System.Text.Json;
using Microsoft.Playwright;

namespace EndToEnd.Tests.Console;

/// <summary>One thing that a page heard on a socket, sent, or showed.</summary>
/// <param name="Kind"><c>socket</c>, <c>frame</c>, <c>sent</c> or <c>shown</c>.</param>
/// <param name="Socket">The how manieth socket of the page, from 1.</param>
/// <param name="Since">What a new socket, or a subscription on it, asked to go on from.</param>
/// <param name="Subject">The family of figures that a frame is about.</param>
/// <param name="Total">Subscribers online, in a frame or on the page.</param>
internal sealed record Heard(string Kind, int Socket, string? Channel, string? Type, string? Epoch, long? Seq, string? Since, string? Subject, DateTimeOffset? TakenAt, long? Total)
{
    // Answers say where the server stands, and a heartbeat repeats the last number: neither is a publication.
    private static readonly HashSet<string> _unnumbered = ["welcome", "connected", "subscribed", "unsubscribed", "paused", "resumed", "error", "heartbeat", "pong"];

    /// <summary>Written down in the page itself, in the order in which it happens. A socket of the page's own can be listened to; the worker that tabs share runs the same code.</summary>
    private const string Script = """
        (() => {
          delete globalThis.SharedWorker;
          const heard = (globalThis.heard = []);
          let sockets = 0;
          globalThis.WebSocket = class extends WebSocket {
            constructor(url, protocols) {
              super(url, protocols);
              this.number = ++sockets;
              heard.push({ kind: 'socket', socket: this.number, since: new URL(url).searchParams.get('since') });
              this.addEventListener('message', ({ data }) => {
                const { channel, type, epoch, seq, data: body } = JSON.parse(data);
                heard.push({ kind: 'frame', socket: this.number, channel, type, epoch, seq, subject: body?.type, takenAt: body?.taken_at, total: body?.type === 'online_total' ? body.data?.total : undefined });
              });
            }
            send(text) {
              const { channel, type, since } = JSON.parse(text);
              heard.push({ kind: 'sent', socket: this.number, channel, type, since });
              super.send(text);
            }
          };
          let shown = null;
          const look = () => {
            const text = document.querySelector('[data-testid=online-now]')?.textContent;
            if (text === undefined || text === shown) return;
            shown = text;
            heard.push({ kind: 'shown', socket: sockets, total: Number(text.replace(/\D/g, '')) });
          };
          new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
        })();
        """;

    public bool IsPublication => Kind == "frame" && Seq is not null && !_unnumbered.Contains(Type ?? "");

    /// <summary>How many subscribers were online when the router was asked.</summary>
    public bool IsReading => Kind == "frame" && Subject == "online_total" && TakenAt is not null;

    public static Task WriteDownAsync(IPage page) => page.AddInitScriptAsync(Script);

    public static async Task<IReadOnlyList<Heard>> ReadAsync(IPage page) =>
        JsonSerializer.Deserialize<List<Heard>>(await page.EvaluateAsync<string>("JSON.stringify(heard)"), JsonSerializerOptions.Web)!;
}
