using System.Net;
using Farol.Access.Auditing;
using Farol.Store;
using Farol.Store.Databases;
using Testing.Support;

namespace Farol.Access.Tests.Auditing;

public sealed class AuditTests
{
    private static readonly string _withoutTrigger = TestDatabase.IsPostgres
        ? "DROP TRIGGER audit_is_never_changed ON audit; DROP TRIGGER audit_is_never_shortened ON audit;"
        : "DROP TRIGGER audit_is_never_changed; DROP TRIGGER audit_is_never_shortened;";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Entries_are_kept_with_everything_and_the_chain_is_intact()
    {
        await using var app = await AccessApplication.StartAsync();
        var entry = new AuditEntry("router.create", "r1")
        {
            Actor = "ana@isp.example",
            TenantId = "t1",
            From = "198.51.100.7",
            Before = null,
            After = """{"host":"10.0.0.1"}""",
            Detail = "by hand",
        };

        await app.Get<IAudit>().WriteAsync(entry, Token);

        var stored = Assert.Single(await app.Get<IAudit>().ListAsync("t1", null, 10, Token));
        Assert.Equal(entry, stored.Entry);
        var verdict = await app.Get<IAudit>().VerifyAsync(Token);
        Assert.True(verdict.IsIntact);
        Assert.Equal(stored.Sequence, verdict.Entries);
    }

    [Fact]
    public async Task Administrators_of_the_installation_check_the_chain_over_the_api()
    {
        await using var app = await AccessApplication.StartAsync(map: a => a.MapAccounts());
        var token = (await app.LoginAsAdminAsync()).GetProperty("access_token").GetString()!;
        var intact = await AccessApplication.ReadAsync(await app.SendAsync(HttpMethod.Post, "/api/audit/verify", token));
        Assert.True(intact.GetProperty("intact").GetBoolean());
        Assert.StartsWith($"{intact.GetProperty("entries").GetInt64()}:", intact.GetProperty("last").GetString());

        await app.Get<IStateDatabase>().WriteAsync(unit => unit.ExecuteAsync(_withoutTrigger + "UPDATE audit SET actor = 'somebody else' WHERE sequence = 1"), Token);
        var broken = await AccessApplication.ReadAsync(await app.SendAsync(HttpMethod.Post, "/api/audit/verify", token));
        Assert.False(broken.GetProperty("intact").GetBoolean());
        Assert.Equal(1, broken.GetProperty("broken_at").GetInt64());
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.SendAsync(HttpMethod.Post, "/api/audit/verify")).StatusCode);
    }

    [Fact]
    public async Task Secrets_are_masked_however_deep_and_whatever_their_case()
    {
        await using var app = await AccessApplication.StartAsync();
        await app.Get<IAudit>().WriteAsync(
            new AuditEntry("router.update", "r1")
            {
                Actor = "x",
                TenantId = "t1",
                Before = """{"ROUTER_PASSWORD":"hunter2","list":[{"apiKey":"hunter2"}],"snmp":{"community":["hunter2"]},"name":"kept"}""",
                After = """hunter2 is no JSON""",
            },
            Token);

        var entry = Assert.Single(await app.Get<IAudit>().ListAsync("t1", null, 10, Token)).Entry;

        Assert.DoesNotContain("hunter2", entry.Before + entry.After);
        Assert.Contains("kept", entry.Before);
    }

    [Theory]
    [InlineData("UPDATE audit SET actor = 'somebody else' WHERE sequence = 3", 3)]
    [InlineData("UPDATE audit SET at_ms = at_ms + 1 WHERE sequence = 5", 5)]
    [InlineData("UPDATE audit SET detail = NULL WHERE sequence = 4", 4)]
    [InlineData("UPDATE audit SET target = 'x' || target, action = substr(action, 1, 1) WHERE sequence = 2", 2)]
    [InlineData("DELETE FROM audit WHERE sequence = 3", 3)]
    [InlineData("DELETE FROM audit WHERE sequence < 3", 1)]
    [InlineData("DELETE FROM audit WHERE sequence = 3; UPDATE audit SET sequence = sequence - 1 WHERE sequence > 3", 3)]
    [InlineData("UPDATE audit SET chain = zeroblob(32) WHERE sequence = 6", 6)]
    [InlineData("INSERT INTO audit SELECT 100, at_ms, tenant_id, actor, address, action, target, result, before_json, after_json, detail, chain FROM audit WHERE sequence = 6", 7)]
    public async Task Whatever_is_tampered_with_shows(string tampering, long brokenAt)
    {
        await using var app = await AccessApplication.StartAsync();
        var audit = app.Get<IAudit>();
        var already = (await audit.VerifyAsync(Token)).Entries;
        for (var number = already; number < 6; number++)
        {
            await audit.WriteAsync(new AuditEntry("test", $"{number}") { Actor = "ana", Detail = "detail" }, Token);
        }

        await app.Get<IStateDatabase>().WriteAsync(
            unit => unit.ExecuteAsync(_withoutTrigger + (TestDatabase.IsPostgres ? tampering.Replace("zeroblob(32)", "decode(repeat('00', 32), 'hex')", StringComparison.Ordinal) : tampering)), Token);

        var verdict = await audit.VerifyAsync(Token);
        Assert.False(verdict.IsIntact);
        Assert.Equal(brokenAt, verdict.BrokenAt);
    }

    [Fact]
    public async Task A_true_entry_of_a_past_that_was_cut_off_does_not_fit_the_present()
    {
        await using var app = await AccessApplication.StartAsync();
        var audit = app.Get<IAudit>();
        var state = app.Get<IStateDatabase>();
        await audit.WriteAsync(new AuditEntry("test", "a past") { Actor = "ana" }, Token);
        var cut = (await audit.ListAsync(null, null, 1, Token))[0].Sequence;
        await state.WriteAsync(
            unit => unit.ExecuteAsync(
                _withoutTrigger + "CREATE TABLE kept AS SELECT * FROM audit WHERE sequence = @cut; DELETE FROM audit WHERE sequence = @cut", new { cut }),
            Token);
        await audit.WriteAsync(new AuditEntry("test", "another past") { Actor = "ana" }, Token);
        await audit.WriteAsync(new AuditEntry("test", "present") { Actor = "ana" }, Token);

        await state.WriteAsync(
            unit => unit.ExecuteAsync(
                "DELETE FROM audit WHERE sequence = @cut; INSERT INTO audit SELECT * FROM kept", new { cut }),
            Token);

        Assert.Equal(cut + 1, (await audit.VerifyAsync(Token)).BrokenAt);
    }

    [Theory]
    [InlineData("UPDATE audit SET actor = 'x'")]
    [InlineData("DELETE FROM audit WHERE sequence = 1")]
    public async Task The_table_refuses_changes(string change)
    {
        await using var app = await AccessApplication.StartAsync();

        await Assert.ThrowsAsync<StoreException>(() => app.Get<IStateDatabase>().ExecuteAsync(change, null, Token));
    }

    [Fact]
    public async Task Entries_that_are_cut_off_at_the_end_show_against_what_was_noted_down()
    {
        await using var app = await AccessApplication.StartAsync();
        var audit = app.Get<IAudit>();
        await audit.WriteAsync(new AuditEntry("test", "x") { Actor = "ana" }, Token);
        var noted = AuditAnchor.Parse((await audit.VerifyAsync(Token)).Last!.ToString());
        await audit.WriteAsync(new AuditEntry("test", "y") { Actor = "ana" }, Token);
        Assert.True((await audit.VerifyAsync(Token, noted)).IsIntact);

        await app.Get<IStateDatabase>().WriteAsync(
            unit => unit.ExecuteAsync($"{_withoutTrigger} DELETE FROM audit WHERE sequence >= {noted!.Sequence}"), Token);

        Assert.True((await audit.VerifyAsync(Token)).IsIntact);
        Assert.Equal(noted!.Sequence, (await audit.VerifyAsync(Token, noted)).BrokenAt);
        for (var i = 0; i < 2; i++)
        {
            await audit.WriteAsync(new AuditEntry("test", "in its place") { Actor = "ana" }, Token);
        }

        Assert.Equal(noted.Sequence, (await audit.VerifyAsync(Token, noted)).BrokenAt);
    }

    [Fact]
    public async Task Entries_written_at_the_same_time_all_find_their_place()
    {
        await using var app = await AccessApplication.StartAsync();
        var audit = app.Get<IAudit>();

        await Task.WhenAll(Enumerable.Range(0, 200).Select(
            i => Task.Run(() => audit.WriteAsync(new AuditEntry("test", $"{i}") { Actor = "x" }, Token))));

        Assert.True((await audit.VerifyAsync(Token)).IsIntact);
    }

    [Fact]
    public async Task An_entry_in_a_unit_that_fails_is_gone_with_it()
    {
        await using var app = await AccessApplication.StartAsync();
        var audit = app.Get<IAudit>();

        await Assert.ThrowsAsync<InvalidOperationException>(() => app.Get<IStateDatabase>().WriteAsync(
            async unit =>
            {
                await audit.WriteAsync(unit, new AuditEntry("test", "x") { Actor = "x", TenantId = "t1" });
                throw new InvalidOperationException();
            },
            Token));

        Assert.Empty(await audit.ListAsync("t1", null, 10, Token));
        Assert.True((await audit.VerifyAsync(Token)).IsIntact);
    }

    [Fact]
    public async Task Logins_that_fail_are_recorded_without_what_was_typed_as_password()
    {
        await using var app = await AccessApplication.StartAsync();

        await app.LoginAsync("ana@isp.example", "hunter2hunter2");
        await app.LoginAsync("hunter2hunter2", "x");

        var entries = await app.Get<IAudit>().ListAsync(null, null, 2, Token);
        Assert.Equal(["(no e-mail address)", "ana@isp.example"], entries.Select(e => e.Entry.Actor));
        Assert.All(entries, e => Assert.Equal((AuditResults.Refused, "127.0.0.1"), (e.Entry.Result, e.Entry.From)));
        Assert.DoesNotContain("hunter2", string.Join(' ', entries.Select(e => e.Entry.ToString())));
    }
}
