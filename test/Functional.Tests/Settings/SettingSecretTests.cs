using Farol.Settings;

namespace Functional.Tests.Settings;

/// <summary>Secrets stay out of errors and of texts that end up in logs.</summary>
public sealed class SettingSecretTests : IDisposable
{
    private const string Marker = "hunter2-4711";

    private static readonly string[] _secrets =
        ["ROUTER_PASSWORD", "ROUTER_PRIVATE_KEY_PASSPHRASE", "ROUTER_CHANGE_PASSWORD", "REDIS_PASSWORD", "TELEGRAM_BOT_TOKEN"];

    private readonly SettingsFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void No_error_shows_a_secret()
    {
        _folder.WithEnvironmentFile("ROUTER_HOST=192.0.2.1\nREDIS_HOST=localhost\nPORT=wrong\nROUTER_PORT=wrong\nREDIS_PORT=wrong\n" + $"FAROL_DATABASE_URL=postgres://farol:{Marker}@localhost/farol?sslmode=wrong\n"
            + string.Concat(_secrets.Select(s => $"{s}={Marker}\n")) + $"ROUTER_CHANGE_PASSWORD=\"{Marker}\n{Marker}\n");
        var file = _folder.Write("farol.yaml", $"routers:\n  - id: a b\n    host: x\n    password: {Marker}\n    change_password: {Marker}\n    private_key_passphrase: {Marker}\n");

        var errors = _folder.LoadErrors(new RunOptions { ConfigFile = file });

        Assert.True(errors.Count > 7, string.Join('\n', errors));
        Assert.DoesNotContain(errors, e => e.Contains(Marker, StringComparison.Ordinal));
    }

    [Fact]
    public void No_text_of_the_settings_shows_a_secret()
    {
        foreach (var secret in _secrets)
        {
            _folder.Environment[secret] = Marker;
        }

        _folder.Environment["ROUTER_HOST"] = "192.0.2.1";
        _folder.Environment["ROUTER_USERNAME"] = "farol";
        _folder.Environment["ROUTER_CHANGE_USERNAME"] = "farol-change";
        _folder.Environment["REDIS_HOST"] = "localhost";
        _folder.Environment["TELEGRAM_CHAT_ID"] = "1";
        _folder.Environment["FAROL_DATABASE_URL"] = $"postgres://farol:{Marker}@localhost/farol";
        var settings = _folder.Load();

        Assert.Equal(Marker, settings.Monitor.TelegramToken);
        object[] parts = [settings, settings.Monitor, settings.Store, settings.Access, settings.Live, settings.Log, .. settings.Routers];
        Assert.DoesNotContain(parts, p => p.ToString()!.Contains(Marker, StringComparison.Ordinal));
    }
}
