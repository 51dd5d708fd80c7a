namespace Farol.Access;

/// <summary>Who may call, and how they prove it.</summary>
public sealed record AccessOptions
{
    /// <summary>Setting <c>FAROL_LOCAL_VIEWER</c>: processes of the same user on this machine read totals without a login.</summary>
    public bool LocalViewer { get; init; }

    /// <summary>Setting <c>FAROL_ALLOWED_ORIGINS</c>: further origins (<c>https://noc.example.net</c>) whose pages may open
    /// WebSockets here and write with the caller's cookie where the browser sends it.</summary>
    public IReadOnlyList<string> AllowedOrigins { get; init; } = [];

    /// <summary>Setting <c>FAROL_ADMIN_EMAIL</c>: login of the administrator that the first start creates.</summary>
    public string AdminEmail { get; init; } = "admin@farol.local";

    /// <summary>Setting <c>FAROL_ADMIN_PASSWORD_FILE</c>: file whose first line is that administrator's password; without it
    /// a one-time password is made. Read only while there is no account, so that it may be deleted after the first start.</summary>
    public string? AdminPasswordFile { get; init; }

    /// <summary>Short, because a token on its own cannot be taken back; its session can.</summary>
    public TimeSpan AccessTokenLifetime { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>A client that is off for a fortnight logs in again.</summary>
    public TimeSpan RefreshTokenLifetime { get; init; } = TimeSpan.FromDays(14);

    /// <summary>A wall screen stays logged in for a week.</summary>
    public TimeSpan CookieLifetime { get; init; } = TimeSpan.FromDays(7);

    /// <summary>However often it is refreshed, a session ends.</summary>
    public TimeSpan MaxSessionLifetime { get; init; } = TimeSpan.FromDays(90);

    /// <summary>Sessions of one user; the oldest ends when one more begins.</summary>
    public int MaxSessionsPerUser { get; init; } = 50;

    /// <summary>A link that an administrator made to reset a password; whoever asked for it waits for it.</summary>
    public TimeSpan LinkLifetime { get; init; } = TimeSpan.FromHours(24);

    /// <summary>The link of a new account: somebody may be on leave.</summary>
    public TimeSpan InvitationLifetime { get; init; } = TimeSpan.FromDays(7);

    /// <summary>People of one tenant.</summary>
    public int MaxUsersPerTenant { get; init; } = 1000;

    /// <summary>Of an API key that names no expiry.</summary>
    public TimeSpan KeyLifetime { get; init; } = TimeSpan.FromDays(365);

    /// <summary>Past it nobody remembers where a key is kept.</summary>
    public TimeSpan MaxKeyLifetime { get; init; } = TimeSpan.FromDays(5 * 365);

    /// <summary>All keys are held in memory.</summary>
    public int MaxKeysPerTenant { get; init; } = 100;

    /// <summary>PBKDF2-HMAC-SHA512 rounds: OWASP's advice of 2023 is 210 000.</summary>
    public int PasswordIterations { get; init; } = 210_000;

    public int MinPasswordLength { get; init; } = 10;

    /// <summary>Hashing a longer text would let anybody burn our processor.</summary>
    public int MaxPasswordLength { get; init; } = 256;

    /// <summary>Passwords checked at the same time; each takes a core for a tenth of a second.</summary>
    public int MaxConcurrentPasswordChecks { get; init; } = 2;

    /// <summary>Failed logins of one account before each further try has to wait.</summary>
    public int MaxFailuresPerAccount { get; init; } = 5;

    /// <summary>Failed logins from one address (an IPv6 network of 64 bits counts as one) before each further try has to wait.</summary>
    public int MaxFailuresPerAddress { get; init; } = 20;

    /// <summary>Registrations and one-time links tried from one address before each further one has to wait; whoever is honest needs one or two.</summary>
    public int MaxAttemptsPerAddress { get; init; } = 10;

    /// <summary>Longest wait between two tries; also how long failures are remembered.</summary>
    public TimeSpan MaxLoginPause { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Accounts and addresses whose failures are remembered; those that failed longest ago leave first.</summary>
    public int MaxThrottledKeys { get; init; } = 20_000;

    /// <summary>Every mistake at once, each naming its setting. Empty when all is well.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new List<string>();
        foreach (var origin in AllowedOrigins.Where(o => !Origins.OriginName.IsWellFormed(o)))
        {
            errors.Add($"FAROL_ALLOWED_ORIGINS: '{origin}' is no origin. Write scheme and host, as https://noc.example.net");
        }

        if (!AdminEmail.Contains('@', StringComparison.Ordinal))
        {
            errors.Add($"FAROL_ADMIN_EMAIL: '{AdminEmail}' is no e-mail address");
        }

        if (PasswordIterations < 1 || MinPasswordLength < 1 || MaxPasswordLength < MinPasswordLength)
        {
            errors.Add("The password limits of the access options contradict each other");
        }

        return errors;
    }
}
