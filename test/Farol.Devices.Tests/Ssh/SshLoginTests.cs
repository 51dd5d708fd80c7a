using System.Diagnostics;

namespace Farol.Devices.Tests.Ssh;

public sealed class SshLoginTests(SshServers servers) : IClassFixture<SshServers>
{
    private const string Password = "pa55-çã wörd";

    [Theory]
    [InlineData("password", "")]
    [InlineData("keyboard-interactive", "Password: ")]
    [InlineData("keyboard-interactive", "User+|Password: |")]
    [InlineData("keyboard-interactive", "Login+;Password: ")]
    [InlineData("none", "")]
    public async Task Logs_in_with_a_password_in_whatever_way_the_router_asks(string methods, string questions)
    {
        await using var server = await servers.ScriptedAsync("--methods", methods, $"--questions={questions}", "--password", Password);
        await using var shell = await SshServers.OpenAsync(SshServers.WithPassword(server, Password));
        Assert.StartsWith("vt100 511x24", await shell.ReadUntilAsync("<NE8000>"), StringComparison.Ordinal);
        await shell.SayAsync("display version");
        await shell.ReadUntilAsync("display version");
    }

    [Theory]
    [InlineData("password")]
    [InlineData("keyboard-interactive")]
    [InlineData("password,keyboard-interactive")]
    public async Task A_wrong_password_is_a_refused_login_that_does_not_show_it(string methods)
    {
        await using var server = await servers.ScriptedAsync("--methods", methods, "--password", "another");
        var failure = await SshServers.FailureAsync(SshServers.WithPassword(server, Password));
        Assert.Equal(DeviceFault.LoginRefused, failure.Fault);
        Assert.DoesNotContain(Password, failure.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Password, SshServers.WithPassword(server, Password).ToString(), StringComparison.Ordinal);
        Assert.Contains("\"admin\"", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("One-time code: +")]
    [InlineData("Password: |New password: ")]
    [InlineData("Continue? [Y/N]:+")]
    public async Task A_question_that_is_not_for_user_or_password_gets_no_answer(string questions)
    {
        await using var server = await servers.ScriptedAsync("--methods", "keyboard-interactive", $"--questions={questions}");
        var failure = await SshServers.FailureAsync(SshServers.WithPassword(server));
        Assert.Equal(DeviceFault.UnexpectedQuestion, failure.Fault);
        Assert.Contains(questions.Split('|')[^1].TrimEnd('+').Trim(), failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_with_a_passphrase_logs_in_and_a_wrong_passphrase_names_the_setting()
    {
        var key = servers.MakeKey("locked", "ed25519", passphrase: "open sesame");
        await using var server = await servers.ScriptedAsync("--methods", "publickey");
        var settings = SshServers.WithPassword(server) with { Password = null, PrivateKeyFile = key };
        await using (await SshServers.OpenAsync(settings with { PrivateKeyPassphrase = "open sesame" }))
        {
        }

        foreach (var passphrase in new[] { "wrong", null })
        {
            var failure = await SshServers.FailureAsync(settings with { PrivateKeyPassphrase = passphrase });
            Assert.Equal(DeviceFault.Settings, failure.Fault);
            Assert.Contains("PrivateKeyPassphrase", failure.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_key_file_that_is_not_there_names_the_setting()
    {
        await using var server = await servers.ScriptedAsync("--methods", "publickey");
        var failure = await SshServers.FailureAsync(SshServers.WithPassword(server) with { PrivateKeyFile = servers.Path("nowhere") });
        Assert.Equal(DeviceFault.Settings, failure.Fault);
        Assert.Contains("PrivateKeyFile", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_router_that_wants_only_keys_says_so()
    {
        await using var server = await servers.ScriptedAsync("--methods", "publickey");
        var failure = await SshServers.FailureAsync(SshServers.WithPassword(server));
        Assert.Equal(DeviceFault.LoginRefused, failure.Fault);
        Assert.Contains("only by public key", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_key_falls_back_to_the_password()
    {
        await using var server = await servers.OpenSshAsync("cat", null, "KbdInteractiveAuthentication no");
        var settings = servers.WithKey(server) with { PrivateKeyFile = servers.MakeKey("stranger", "ed25519"), Password = "not-the-password-of-this-account" };
        var failure = await SshServers.FailureAsync(settings);
        Assert.Equal(DeviceFault.LoginRefused, failure.Fault);
        Assert.Contains("public key and password", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--at-login=disconnect")]
    [InlineData("--at-login=close")]
    [InlineData("--refuse=channel")]
    [InlineData("--refuse=terminal")]
    [InlineData("--refuse=shell")]
    public async Task No_terminal_left_is_told_from_a_wrong_password(string behaviour)
    {
        await using var server = await servers.ScriptedAsync(behaviour);
        var failure = await SshServers.FailureAsync(SshServers.WithPassword(server));
        Assert.True(failure.Fault is DeviceFault.TerminalsBusy, failure.Message);
        Assert.Contains("VTY", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_goodbye_that_speaks_of_the_login_is_a_refused_login()
    {
        await using var server = await servers.ScriptedAsync("--at-login=disconnect", "--text=Too many authentication failures");
        var failure = await SshServers.FailureAsync(SshServers.WithPassword(server));
        Assert.Equal(DeviceFault.LoginRefused, failure.Fault);
        Assert.Contains("Too many authentication failures", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_login_that_hangs_ends_at_its_limit()
    {
        await using var server = await servers.ScriptedAsync("--at-login=hang");
        var clock = Stopwatch.StartNew();
        var failure = await SshServers.FailureAsync(SshServers.WithPassword(server) with { AuthenticationTimeout = TimeSpan.FromMilliseconds(300) });
        Assert.Equal(DeviceFault.Timeout, failure.Fault);
        Assert.Contains("AuthenticationTimeout", failure.Message, StringComparison.Ordinal);
        Assert.InRange(clock.Elapsed.TotalSeconds, 0.3, 5);
    }

    [Fact]
    public async Task Dropbear_refuses_a_wrong_password()
    {
        var key = servers.Path("dropbear_key");
        TestServer.Run("/usr/bin/dropbearkey", "-t", "ecdsa", "-f", key);
        await using var server = await TestServer.AcceptLoopAsync("/usr/sbin/dropbear", "-i", "-r", key);
        var failure = await SshServers.FailureAsync(SshServers.WithPassword(server) with { Username = Environment.UserName });
        Assert.Equal(DeviceFault.LoginRefused, failure.Fault);
    }
}
