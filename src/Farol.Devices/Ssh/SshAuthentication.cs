using Farol.Devices.Ssh.Native;

namespace Farol.Devices.Ssh;

/// <summary>
/// The login, on the session's thread: the key if there is one, then the password once, by the method that the router offers.
/// </summary>
/// <remarks>The password is tried once and never again: a router locks an address after a few failures.</remarks>
internal sealed class SshAuthentication(LibsshSession session, SshPatience patience, SshSettings settings)
{
    private const int MaxRounds = 10;
    private const int MaxPrompts = 8;

    private readonly List<string> _tried = [];

    private string Target => settings.Target;

    /// <exception cref="DeviceException">It failed.</exception>
    public void Run()
    {
        var result = Await(session.AuthenticateNone);
        if (result is AuthenticationResult.Success)
        {
            return;
        }

        if (settings.PrivateKeyFile is { } path && Offers(AuthenticationMethods.PublicKey))
        {
            result = TryKey(path);
        }

        if (result is not AuthenticationResult.Success && settings.Password is { } password)
        {
            result = TryPassword(password);
        }

        if (result is AuthenticationResult.Success)
        {
            return;
        }

        throw _tried.Count == 0
            ? SshFaults.NoMethodInCommon(Target, settings.Username, Configured(), Offered())
            : SshFaults.LoginRefused(Target, settings.Username, string.Join(" and ", _tried), Offered());
    }

    private AuthenticationResult TryKey(string path)
    {
        if (!File.Exists(path))
        {
            throw SshFaults.UnusableKey(Target, path, "there is no such file, or this program may not read it");
        }

        using var key = LibsshKey.FromFile(path, settings.PrivateKeyPassphrase ?? "")
            ?? throw SshFaults.UnusableKey(Target, path, settings.PrivateKeyPassphrase is null
                ? "it is no private key, may not be read, or needs PrivateKeyPassphrase"
                : "it is no private key, may not be read, or PrivateKeyPassphrase is wrong");
        _tried.Add("public key");
        return Await(() => session.AuthenticateKey(key));
    }

    private AuthenticationResult TryPassword(string password)
    {
        if (Offers(AuthenticationMethods.Password))
        {
            _tried.Add("password");
            var result = Await(() => session.AuthenticatePassword(password));

            // A router that takes the password as a first step asks for the rest interactively.
            return result is AuthenticationResult.Partial && Offers(AuthenticationMethods.KeyboardInteractive) ? TryInteractive(password) : result;
        }

        return Offers(AuthenticationMethods.KeyboardInteractive) ? TryInteractive(password) : AuthenticationResult.Denied;
    }

    private AuthenticationResult TryInteractive(string password)
    {
        _tried.Add("keyboard-interactive");
        var result = Await(session.AuthenticateInteractive);
        for (var round = 0; result is AuthenticationResult.Question; round++)
        {
            if (round == MaxRounds || session.PromptCount > MaxPrompts)
            {
                throw SshFaults.UnexpectedQuestion(Target, "too many questions");
            }

            for (var i = 0; i < session.PromptCount; i++)
            {
                var (text, isShown) = session.Prompt(i);
                session.Answer(i, Answer(text.Trim(), isShown, password));
            }

            result = Await(session.AuthenticateInteractive);
        }

        return result;
    }

    /// <summary>A hidden question is for the password, a shown one for the user; a wish for a new password is answered by a person.</summary>
    private string Answer(string prompt, bool isShown, string password)
    {
        if (!isShown && !Mentions(prompt, "new") && !Mentions(prompt, "change"))
        {
            return password;
        }

        return isShown && (Mentions(prompt, "user") || Mentions(prompt, "login"))
            ? settings.Username
            : throw SshFaults.UnexpectedQuestion(Target, prompt);
    }

    private AuthenticationResult Await(Func<AuthenticationResult> call)
    {
        var result = patience.Await(call);
        return result is AuthenticationResult.Error ? throw SshFaults.ClosedDuringLogin(Target, Reason()) : result;
    }

    /// <summary>What libssh says, or the server's own words before the login if they explain it.</summary>
    private string Reason()
    {
        var banner = session.IssueBanner()?.Trim() ?? "";
        return TerminalsBusyText.IsIn(banner) ? banner : session.LastError;
    }

    private bool Offers(AuthenticationMethods method) => (session.OfferedMethods & method) != 0;

    private string Offered()
    {
        var methods = session.OfferedMethods;
        var names = new List<string>();
        Add(AuthenticationMethods.Password, "password");
        Add(AuthenticationMethods.KeyboardInteractive, "keyboard-interactive");
        Add(AuthenticationMethods.PublicKey, "public key");
        Add(AuthenticationMethods.HostBased, "hostbased");
        Add(AuthenticationMethods.Gssapi, "gssapi");
        return names.Count == 0 ? "nothing" : string.Join(", ", names);

        void Add(AuthenticationMethods method, string name)
        {
            if ((methods & method) != 0)
            {
                names.Add(name);
            }
        }
    }

    private string Configured() => (settings.PrivateKeyFile, settings.Password) switch
    {
        (not null, not null) => "a key and a password",
        (not null, null) => "a key (PrivateKeyFile)",
        _ => "a password",
    };

    private static bool Mentions(string prompt, string word) => prompt.Contains(word, StringComparison.OrdinalIgnoreCase);
}
