using Farol.Monitor.Routers;

namespace Farol.Monitor.Tests.Routers;

/// <summary>A trial of a changed router takes the stored password only to where it was stored for.</summary>
public sealed class RouterTrialTests
{
    private static readonly RouterDefinition _stored = new()
    {
        Id = "bng-1",
        TenantId = "platform",
        Name = "Centro",
        Host = "192.0.2.1",
        Port = 22,
        Protocol = RouterProtocol.Ssh,
        Username = "farol",
        Password = "stored",
        ManagedBy = "api",
    };

    [Theory]
    [InlineData(null)]
    [InlineData(RouterRequest.Mask)]
    public void A_password_that_is_left_out_is_the_stored_one(string? password)
    {
        var changed = RouterTrial.Read(new RouterRequest { Name = "Norte", MaxSessions = 1, Host = "192.0.2.1", Port = 22, Username = "farol", Password = password }, _stored, out _);
        Assert.Equal(("Norte", "stored", 1), (changed?.Name, changed?.Password, changed?.MaxSessions));
    }

    [Theory]
    [InlineData("192.0.2.2", null, null, null)]
    [InlineData(null, 2222, null, null)]
    [InlineData(null, null, "other", null)]
    [InlineData(null, 22, null, "telnet")]
    public void To_another_place_or_account_it_is_not_taken_and_the_field_says_so(string? host, int? port, string? username, string? protocol)
    {
        var elsewhere = new RouterRequest { Host = host, Port = port, Username = username, Protocol = protocol };
        foreach (var password in (string?[])[null, RouterRequest.Mask])
        {
            Assert.Null(RouterTrial.Read(elsewhere with { Password = password }, _stored, out var errors));
            Assert.Contains("type it", Assert.Single(errors["password"]), StringComparison.Ordinal);
        }

        Assert.Equal("typed", RouterTrial.Read(elsewhere with { Password = "typed" }, _stored, out _)?.Password);
    }

    [Fact]
    public void A_router_without_a_stored_password_has_nothing_that_could_go_elsewhere()
    {
        var byKey = _stored with { Password = null, PrivateKeyFile = "/etc/farol/key" };
        Assert.Equal("192.0.2.2", RouterTrial.Read(new RouterRequest { Host = "192.0.2.2" }, byKey, out _)?.Host);
    }

    [Fact]
    public void What_is_wrong_is_told_before_anything_is_tried()
    {
        Assert.Null(RouterTrial.Read(new RouterRequest { Port = 0 }, _stored, out var errors));
        Assert.Equal(["port"], errors.Keys);
    }
}
