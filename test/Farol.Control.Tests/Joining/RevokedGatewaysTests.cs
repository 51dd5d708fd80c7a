using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Farol.Access.Accounts;
using Farol.Access.Auditing;
using Farol.Control.Gateways;
using Farol.Control.Joining;
using Farol.Link;
using Farol.Link.ControlSide;
using Farol.Store.Databases;
using Microsoft.Extensions.Logging.Abstractions;
using Testing.Support;

namespace Farol.Control.Tests.Joining;

/// <summary>A gateway that one replica of the control plane revokes, as another one tells of it that shares the state.</summary>
public sealed class RevokedGatewaysTests
{
    private static readonly Change _by = new("test", From: null);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_another_replica_revoked_is_away_no_more()
    {
        var time = new ManualTime();
        await using var control = await ControlApplication.StartAsync(time, options => options with { LinkListen = new IPEndPoint(IPAddress.Loopback, 0) });
        var fleet = control.Get<GatewayFleet>();
        foreach (var name in new[] { "edge-1", "edge-2", "edge-3", "edge-4" })
        {
            await JoinAsync(control, name);
            var gateway = new ConnectedGateway(name, "start", name, "1.2.3", 1);
            fleet.Connected(gateway);
            if (name != "edge-4")
            {
                fleet.Disconnected(gateway, "its machine is off");
            }
        }

        await using var links = new GatewayLinks(
            new GatewayFleet(control.Get<UsageStore>(), new Lazy<IEnumerable<IGatewayObserver>>([]), NullLogger<GatewayFleet>.Instance, time), control.Get<ControlOptions>(), new LinkLimits(), time);
        var other = new GatewayTokens(control.Get<IStateDatabase>(), control.Get<AuthorityStore>(), links, control.Get<IAudit>(), time);
        await other.RevokeAsync("edge-1", _by, Stop);
        await other.RevokeAsync("edge-2", _by, Stop);
        await JoinAsync(control, "edge-2");
        await other.RevokeAsync("edge-4", _by, Stop);
        Assert.Equal(4, fleet.All.Count);

        time.Advance(TimeSpan.FromSeconds(5));
        await Eventually.True(() => fleet.Find("edge-1") is null, "it is forgotten");
        Assert.Equal([("edge-2", false), ("edge-3", false), ("edge-4", true)], fleet.All.Select(g => (g.Name, g.IsConnected)));
    }

    private static async Task JoinAsync(ControlApplication control, string name)
    {
        var (token, _) = await control.Get<GatewayTokens>().CreateAsync(name, TimeSpan.FromMinutes(10), _by, Stop);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=anything", key, HashAlgorithmName.SHA256).CreateSigningRequest();
        using var certificate = await control.Get<GatewayRegistry>().JoinAsync(token.Secret, request, "192.0.2.1:4", Stop);
    }
}
