using Farol.Monitor.Routers;

namespace Farol.Monitor.Tests.Routers;

/// <summary>A changed router, tried or saved, takes its stored passwords only to where they were stored for.</summary>
public sealed class RouterChangeTests
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
        var changed = RouterChange.Read(new RouterRequest { Name = "Norte", MaxSessions = 1, Host = "192.0.2.1", Port = 22, Username = "farol", Password = password }, _stored, out _);
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
            Assert.Null(RouterChange.Read(elsewhere with { Password = password }, _stored, out var errors));
            Assert.Contains("type it", Assert.Single(errors["password"]), StringComparison.Ordinal);
        }

        Assert.Equal("typed", RouterChange.Read(elsewhere with { Password = "typed" }, _stored, out _)?.Password);
    }

    [Theory]
    [InlineData("192.0.2.2", null, null)]
    [InlineData(null, 2222, null)]
    [InlineData(null, null, "other")]
    public void Nor_is_the_password_of_the_account_for_changes(string? host, int? port, string? account)
    {
        var stored = _stored with { ChangeUsername = "changer", ChangePassword = "stored too" };
        var elsewhere = new RouterRequest { Host = host, Port = port, ChangeUsername = account, Password = "typed" };
        foreach (var password in (string?[])[null, RouterRequest.Mask])
        {
            Assert.Null(RouterChange.Read(elsewhere with { ChangePassword = password }, stored, out var errors));
            Assert.Contains("type it", Assert.Single(errors).Value[0], StringComparison.Ordinal);
            Assert.Equal(["change_password"], errors.Keys);
        }

        Assert.Equal("typed too", RouterChange.Read(elsewhere with { ChangePassword = "typed too" }, stored, out _)?.ChangePassword);
        Assert.Equal((null, null), Account(RouterChange.Read(elsewhere with { ChangeUsername = "", ChangePassword = "" }, stored, out _)));
        Assert.Equal(("changer", "stored too"), Account(RouterChange.Read(new RouterRequest { Name = "Norte" }, stored, out _)));
    }

    [Fact]
    public void Both_are_asked_for_at_once()
    {
        var stored = _stored with { ChangeUsername = "changer", ChangePassword = "stored too" };
        Assert.Null(RouterChange.Read(new RouterRequest { Host = "192.0.2.2" }, stored, out var errors));
        Assert.Equal(["change_password", "password"], errors.Keys.Order());
    }

    [Fact]
    public void A_router_without_a_stored_password_has_nothing_that_could_go_elsewhere()
    {
        var byKey = _stored with { Password = null, PrivateKeyFile = "/etc/farol/key" };
        Assert.Equal("192.0.2.2", RouterChange.Read(new RouterRequest { Host = "192.0.2.2" }, byKey, out _)?.Host);
    }

    [Fact]
    public void What_is_wrong_is_told_before_anything_is_tried()
    {
        Assert.Null(RouterChange.Read(new RouterRequest { Port = 0 }, _stored, out var errors));
        Assert.Equal(["port"], errors.Keys);
    }

    private static (string? Username, string? Password) Account(RouterDefinition? router) => (router!.ChangeUsername, router.ChangePassword);
}
