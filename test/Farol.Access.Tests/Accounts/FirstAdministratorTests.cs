using System.Net;
using Farol.Access.Accounts;
using Farol.Access.Tests.Sessions;
using Testing.Support;

namespace Farol.Access.Tests.Accounts;

public sealed class FirstAdministratorTests
{
    [Fact]
    public async Task The_one_time_password_is_told_once_and_must_be_changed_before_anything_else()
    {
        await using var app = await AccessApplication.StartAsync(
            options => options with { AdminPasswordFile = null, AdminEmail = "Admin@isp.example" });
        var first = app.Get<FirstAdministrator>();
        var password = first.TakeOneTimePassword();

        Assert.Equal("admin@isp.example", first.CreatedEmail);
        Assert.NotNull(password);
        Assert.Null(first.TakeOneTimePassword());
        var login = await AccessApplication.ReadAsync(await app.LoginAsync("admin@isp.example", password));
        Assert.True(login.GetProperty("user").GetProperty("must_change_password").GetBoolean());
        var token = login.GetProperty("access_token").GetString();

        var refused = await app.GetAsync("/totals", token);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Contains("PUT /api/profile", (await AccessApplication.ReadAsync(refused)).GetProperty("detail").GetString());
        Assert.Equal(HttpStatusCode.OK, (await app.GetAsync("/api/profile", token)).StatusCode);

        var changed = await app.SendAsync(
            HttpMethod.Put, "/api/profile", token, new { current_password = password, new_password = "my own long password" });
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await app.GetAsync("/totals", token)).StatusCode);
    }

    [Fact]
    public async Task A_second_start_creates_nobody()
    {
        using var folder = new TemporaryFolder();
        await using (await AccessApplication.StartAsync(dataFolder: folder.Path))
        {
        }

        await using var again = await AccessApplication.StartAsync(
            options => options with { AdminPasswordFile = null, AdminEmail = "other@isp.example" }, dataFolder: folder.Path);

        Assert.Null(again.Get<FirstAdministrator>().CreatedEmail);
        Assert.Null(again.Get<FirstAdministrator>().TakeOneTimePassword());
        await RevocationTests.TokenAsync(again, "admin@farol.local");
    }

    [Fact]
    public async Task A_password_file_that_will_not_do_stops_the_start_and_is_named()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("short");
        await File.WriteAllTextAsync(file, "short\n", TestContext.Current.CancellationToken);

        var error = await Assert.ThrowsAsync<ArgumentException>(
            () => AccessApplication.StartAsync(options => options with { AdminPasswordFile = file }));

        Assert.Contains("FAROL_ADMIN_PASSWORD_FILE", error.Message);
        Assert.DoesNotContain("'short'", error.Message);
    }

    [Fact]
    public async Task A_password_file_is_needed_only_while_there_is_no_administrator()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("password");
        var missing = await Assert.ThrowsAsync<ArgumentException>(
            () => AccessApplication.StartAsync(options => options with { AdminPasswordFile = file }));
        Assert.Contains("FAROL_ADMIN_PASSWORD_FILE", missing.Message);
        Assert.Contains(file, missing.Message);

        await File.WriteAllTextAsync(file, "a password of the operator\n", TestContext.Current.CancellationToken);
        await using (await AccessApplication.StartAsync(options => options with { AdminPasswordFile = file }, dataFolder: folder.Path))
        {
        }

        File.Delete(file);
        await using var again = await AccessApplication.StartAsync(options => options with { AdminPasswordFile = file }, dataFolder: folder.Path);
        Assert.Equal(HttpStatusCode.OK, (await again.LoginAsync("admin@farol.local", "a password of the operator")).StatusCode);
    }

    [Fact]
    public void Options_name_every_mistake_at_once()
    {
        var errors = new AccessOptions
        {
            AllowedOrigins = ["noc.example", "https://fine.example", "https://x.example/path"],
            AdminEmail = "nobody",
        }.Validate();

        Assert.Equal(3, errors.Count);
        Assert.Contains(errors, e => e.Contains("FAROL_ALLOWED_ORIGINS: 'noc.example'", StringComparison.Ordinal));
        Assert.Contains(errors, e => e.StartsWith("FAROL_ADMIN_EMAIL", StringComparison.Ordinal));
    }
}
