using System.Net;
using System.Threading.Channels;
using Farol.Access.Accounts;
using Farol.Access.Auditing;
using Farol.Access.SecurityEvents;
using Farol.Configuration.Gateway;
using Farol.Control.Security.Events;
using Farol.Store;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Farol.Control.Security.Blocks;

/// <summary>Blocks an address that causes too many events of certain rules, for a time. Never loopback, this installation, or what is let in by an entry.</summary>
internal sealed class AutomaticBlocks(
    AutomaticBlockOptions options, SourceTable sources, BlockTable table, BlockList list, BlockGuard guard, TimeProvider time, ILogger<AutomaticBlocks> log)
    : BackgroundService, ISourceJudge
{
    public const string Actor = "automatic blocking";

    /// <summary>Addresses that wait to be blocked; one more causes further events and comes again.</summary>
    private const int MaxWaiting = 1_000;

    private readonly Channel<(IPAddress Address, string Rule)> _waiting =
        Channel.CreateBounded<(IPAddress, string)>(new BoundedChannelOptions(MaxWaiting) { SingleReader = true });

    public void Judge(SecurityEvent happened, DateTimeOffset at)
    {
        if (happened.Source is { } source
            && options.Rules.Contains(happened.Rule)
            && sources.IsOneTooMany(source, options, at)
            && IPAddress.TryParse(source, out var address))
        {
            _waiting.Writer.TryWrite((address, happened.Rule));
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var (address, rule) in _waiting.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await BlockAsync(address, rule, stoppingToken);
            }
            catch (StoreException failure)
            {
                log.LogWarning("{Address} could not be blocked: {Reason}", address, failure.Message);
            }
        }
    }

    private async Task BlockAsync(IPAddress address, string rule, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var network = NetworkText.Host(address);
        if (table.IsAllowed(address, now) || guard.FindObstacle(network, caller: null) is not null)
        {
            log.LogDebug("{Address} is not blocked, though {Rule} would have it", address, rule);
            return;
        }

        var entry = new BlockEntry
        {
            Id = Guid.CreateVersion7(now).ToString("N"),
            TenantId = PlatformTenant.Id,
            Network = network,
            Action = BlockAction.Block,
            IsAutomatic = true,
            Reason = $"{options.Events} events within {options.Window.TotalSeconds:0} s, the last of rule {rule}",
            Rule = rule,
            CreatedAt = now,
            CreatedBy = Actor,
            ExpiresAt = now + options.Duration,
        };
        var done = new AuditEntry("block.create", entry.Id) { Actor = Actor, TenantId = PlatformTenant.Id, After = BlockList.Json(entry), Detail = entry.Reason };
        if (await list.AddAsync(entry, done, dryRun: false, cancellationToken) is { } problem)
        {
            log.LogInformation("{Address} is not blocked: {Reason}", address, problem.Detail);
        }
        else
        {
            log.LogInformation("{Address} is blocked until {Until}: {Reason}", address, entry.ExpiresAt, entry.Reason);
        }
    }
}
