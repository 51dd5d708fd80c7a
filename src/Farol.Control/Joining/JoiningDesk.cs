using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Farol.Access.Accounts;
using Farol.Link;
using Farol.Link.Endpoints;
using Farol.Store;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Farol.Control.Joining;

/// <summary>
/// Answers the verbs about gateways: a socket in the data folder, for the same user and root. The databases belong to the running process, so the verbs
/// ask it instead of opening them.
/// </summary>
internal sealed class JoiningDesk(
    GatewayTokens tokens, GatewayRoster roster, ControlOptions options, StoreOptions store, ILogger<JoiningDesk> log, TimeProvider time) : IHostedService, IDisposable
{
    private const int MaxQuestionCharacters = 4096;

    /// <summary>A verb asks at once and once.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _stop = new();
    private LocalListener? _listener;
    private Task _serving = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.LinkListen is null)
        {
            return Task.CompletedTask;
        }

        try
        {
            _listener = LocalListener.Open(JoiningDeskClient.AddressOf(store.DataFolder));
            _serving = ServeAsync(_listener, _stop.Token);
        }
        catch (Exception refused) when (refused is LinkException or FormatException)
        {
            // Gateways that have joined link all the same.
            log.LogError("Tokens for gateways cannot be made: {Reason}", refused.Message);
        }

        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await (_listener?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    public void Dispose() => _stop.Dispose();

    private async Task ServeAsync(LocalListener listener, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                var peer = await listener.AcceptAsync(cancellationToken);
                await using (peer.Stream)
                {
                    await AnswerAsync(peer, cancellationToken);
                }
            }
            catch (Exception failed) when (failed is LinkException or IOException or SocketException)
            {
                log.LogWarning("A question about gateways was not answered: {Reason}", failed.Message);
            }
        }
    }

    private async Task AnswerAsync(LinkPeer peer, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(_patience, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var line = await ReadLineAsync(peer.Stream, both.Token);
            var answer = await AnswerAsync(JsonSerializer.Deserialize<DeskQuestion>(line, JoiningDeskClient.Json) ?? new DeskQuestion(), peer.Identity, both.Token);
            await peer.Stream.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(answer, JoiningDeskClient.Json), both.Token);
        }
        catch (JsonException malformed)
        {
            throw new IOException("it is no question: " + malformed.Message, malformed);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new IOException($"no question came within {_patience.TotalSeconds:0} s");
        }
    }

    private static async Task<string> ReadLineAsync(Stream stream, CancellationToken cancellationToken)
    {
        var buffer = new byte[MaxQuestionCharacters];
        var filled = 0;
        while (buffer.AsSpan(0, filled).IndexOf((byte)'\n') < 0)
        {
            var read = filled < buffer.Length ? await stream.ReadAsync(buffer.AsMemory(filled), cancellationToken) : throw new IOException("the question is too long");
            filled += read > 0 ? read : throw new IOException("the question has no end");
        }

        return Encoding.UTF8.GetString(buffer, 0, filled);
    }

    private async Task<DeskAnswer> AnswerAsync(DeskQuestion question, string from, CancellationToken cancellationToken)
    {
        try
        {
            switch (question.Do)
            {
                case "token":
                    var lifetime = question.Seconds is { } seconds ? TimeSpan.FromSeconds(Math.Clamp(seconds, 0, TimeSpan.MaxValue.TotalSeconds / 2)) : GatewayTokens.DefaultLifetime;
                    var (token, expiresAt) = await tokens.CreateAsync(question.Name, lifetime, new Change(from, From: null), cancellationToken);
                    return new DeskAnswer { Token = token.Text, ExpiresAt = expiresAt, Port = options.LinkListen?.Port };
                case "list":
                    return new DeskAnswer { Gateways = await roster.ListAsync(cancellationToken) };
                case "revoke":
                    await tokens.RevokeAsync(question.Name, new Change(from, From: null), cancellationToken);
                    return new DeskAnswer();
                default:
                    return new DeskAnswer { Error = $"\"{question.Do}\" is of another version of the program" };
            }
        }
        catch (Exception refused) when (refused is JoiningException or StoreException)
        {
            return new DeskAnswer { Error = refused.Message };
        }
    }
}
