using Farol.Configuration.Gateway;
using Farol.Control.Gateways;
using Farol.Control.Tenants;
using Farol.Link.Documents;

namespace Farol.Control.Revisions;

/// <summary>Gives documents to gateways, waits for what they say, and brings them back to the one before.</summary>
internal sealed class GatewayPublisher(GatewayFleet fleet, GatewayLinks links, IGatewayHost host)
{
    /// <summary>A document of usual size is in force within milliseconds; one of 100 000 routes takes a second or two. One that takes longer is not waited for.</summary>
    private static readonly TimeSpan _answer = TimeSpan.FromSeconds(5);

    /// <summary>A start takes half a second; on a machine that starts everything at once, some.</summary>
    private static readonly TimeSpan _firstAnswer = TimeSpan.FromSeconds(30);

    private Publication? _accepted;
    private volatile IReadOnlyList<ReadOnlyMemory<byte>> _hashes = [];

    /// <summary>Digests of the newest document, as gateways here and elsewhere get it.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Hashes => _hashes;

    /// <summary>Whether anybody hears what is published.</summary>
    public bool HasGateways => fleet.All.Any(g => g.IsConnected);

    /// <summary>Publishes it and waits for every gateway that is linked. Follow with <see cref="Accept"/> or <see cref="BringBackAsync"/>.</summary>
    /// <exception cref="ChangeException">This machine cannot have a port; nothing was published.</exception>
    public async Task<(FleetAnswer Answer, Publication Publication)> GiveAsync(long revision, GatewayDocument complete)
    {
        var local = GatewayJson.Write(await host.PrepareAsync(complete, CancellationToken.None));
        var publication = new Publication(LinkDocument.Of((ulong)revision, local), LinkDocument.Of((ulong)revision, GatewayJson.Write(Remote(complete))));
        Publish(publication);
        var isStart = host.Start(complete);
        var names = fleet.All.Where(g => g.IsConnected).Select(g => g.Name).ToHashSet(StringComparer.Ordinal);
        if (isStart)
        {
            names.Add(GatewayLinks.Local);
        }

        var answer = await fleet.AnswersAsync(names, _hashes, isStart ? _firstAnswer : _answer, CancellationToken.None);
        return (answer, publication);
    }

    /// <summary>From now on this is what gateways are brought back to.</summary>
    public void Accept(Publication publication) => _accepted = publication;

    /// <summary>The last document that was accepted is given again; before the first there is none, and gateways go on with what they have.</summary>
    public async Task BringBackAsync()
    {
        if (_accepted is not { } accepted)
        {
            return;
        }

        Publish(accepted);
        await fleet.AnswersAsync([.. fleet.All.Where(g => g.IsConnected).Select(g => g.Name)], _hashes, _answer, CancellationToken.None);
    }

    /// <summary>What the program serves on this machine's loopback is not on others: names that begin with a colon are its own.</summary>
    private static GatewayDocument Remote(GatewayDocument complete) => complete with
    {
        Pools = [.. complete.Pools.Where(p => !p.Name.StartsWith(TenantNames.Separator))],
        Routes = [.. complete.Routes.Where(r => !r.Name.StartsWith(TenantNames.Separator))],
    };

    private void Publish(Publication publication)
    {
        _hashes = [publication.Local.Hash, publication.Remote.Hash];
        links.Publish(publication.Local, publication.Remote);
    }
}
