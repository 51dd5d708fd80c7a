using Farol.Gateway.Hosting;
using Farol.Hosting;
using Farol.Link;
using Farol.Link.Endpoints;
using Farol.Link.Joining;
using Farol.Verbs;

namespace Farol.Gateways;

/// <summary>The gateway's process whose control plane is on another machine: joins once, with a token, then links with its certificate.</summary>
internal sealed class GatewayRemote(RemoteAddress address, GatewayOptions options, ILoggerFactory logs, TimeProvider time) : IDisposable
{
    /// <summary>A token in a file is one line.</summary>
    private const int MaxTokenFileBytes = 4096;

    private readonly ILogger _log = logs.CreateLogger<GatewayRemote>();
    private readonly IdentityFile _file = new(Path.Combine(options.Data, "gateway"));
    private readonly LinkLimits _limits = new();
    private IdentityRenewal? _renewal;

    /// <exception cref="StartException">It has not joined and may not; the text says why.</exception>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        GatewayIdentity identity;
        try
        {
            identity = _file.Load() is { } known && !JoinsAgain(known) ? known : await JoinAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return 0;
        }

        _renewal = new IdentityRenewal(_file, identity, time);
        var child = new GatewayChild(new TlsConnector(address, _renewal, time), identity.Name, options.Data, logs, time) { Ports = new DefaultPorts { Offset = options.PortOffset } };
        return await child.RunAsync(cancellationToken);
    }

    public void Dispose() => _renewal?.Dispose();

    /// <summary>A token that is left on the command line is not used again, unless the certificate has ended.</summary>
    private bool JoinsAgain(GatewayIdentity identity)
    {
        if (identity.EndsAt <= time.GetUtcNow())
        {
            _log.LogWarning("The certificate of gateway {Gateway} ended on {End:yyyy-MM-dd}: it joins again with a new token", identity.Name, identity.EndsAt);
            return options.Join is not null;
        }

        if (options.Join is not null)
        {
            _log.LogInformation("This gateway has joined already, as {Gateway}: --join is not used. Delete {File} to join anew", identity.Name, _file.FilePath);
        }

        return false;
    }

    private async Task<GatewayIdentity> JoinAsync(CancellationToken cancellationToken)
    {
        var token = Token(options.Join ?? throw new StartException($"--join is missing: {_file.FilePath} is not there, so this gateway has not joined yet. \"farol gateway token create NAME\" beside the control plane makes a token"));
        var isTold = false;
        while (true)
        {
            try
            {
                var identity = await GatewayJoin.RunAsync(address, token, ProgramVersion.Text, _limits, time, cancellationToken);
                _file.Save(identity);
                _log.LogInformation("Joined {Address} as gateway {Gateway}; {File} holds its key, and the token is used up", address, identity.Name, _file.FilePath);
                return identity;
            }
            catch (LinkException refused) when (refused.Fault is LinkFault.Peer or LinkFault.Malformed)
            {
                throw new StartException(refused.Message, refused);
            }
            catch (LinkException away)
            {
                if (!isTold)
                {
                    _log.LogWarning("The control plane is away: {Reason}. Joining is tried again every {Seconds} s", away.Message, _limits.MaxRetry.TotalSeconds);
                    isTold = true;
                }

                await Task.Delay(_limits.MaxRetry, time, cancellationToken);
            }
        }
    }

    private static JoinToken Token(string text)
    {
        try
        {
            if (!text.StartsWith('@'))
            {
                return JoinToken.Parse(text);
            }

            var file = new FileInfo(text[1..]);
            return file is { Exists: true, Length: <= MaxTokenFileBytes }
                ? JoinToken.Parse(File.ReadAllText(file.FullName))
                : throw new StartException($"--join {text}: there is no such file, or it is longer than a token");
        }
        catch (FormatException wrong)
        {
            throw new StartException($"--join: {wrong.Message}", wrong);
        }
        catch (UnauthorizedAccessException refused)
        {
            throw new StartException($"--join: {refused.Message}", refused);
        }
    }
}
