namespace Farol.Access.Roles;

/// <summary>How a caller is known.</summary>
public enum CallerKind
{
    Nobody,

    /// <summary>By a bearer token.</summary>
    Token,

    /// <summary>By the console's cookie.</summary>
    Cookie,

    /// <summary>By an API key.</summary>
    ApiKey,

    /// <summary>Not at all: a process of the same user on the same machine.</summary>
    LocalViewer,
}
