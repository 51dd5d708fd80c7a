using Farol.Access.Accounts;
using Farol.Access.Problems;
using Farol.Access.Roles;
using Farol.Access.Sessions;

namespace Farol.Access.Users;

/// <summary>What the fields of a new user may hold.</summary>
internal static class NewUserFields
{
    private const int MaxEmailLength = 254;

    public static string[] RoleWords { get; } = [.. Enum.GetValues<Role>().Select(role => role.ToName())];

    /// <summary>The user to be made; what is wrong with the fields is added to the errors. Without a password there is one that nobody knows.</summary>
    public static NewUser Read(UserCreation body, string tenantId, Passwords passwords, FieldErrors errors, Role? usualRole = null)
    {
        var email = errors.Required("email", body.Email, MaxEmailLength);
        if (email.Length > 0 && EmailAddress.Normalise(email) is null)
        {
            errors.Add("email", "is no e-mail address");
        }

        errors.AddIf("password", body.Password is null ? null : passwords.FindFault(body.Password));
        if (body.Role is null && usualRole is null)
        {
            errors.Add("role", "is missing");
        }

        var role = RoleNames.Parse(errors.OneOf("role", body.Role, RoleWords)) ?? usualRole ?? Role.Viewer;
        return new NewUser(email, body.Password ?? RefreshTokens.Create(), tenantId, role)
        {
            FirstName = errors.Optional("first_name", body.FirstName, UserEndpoints.MaxNameLength) ?? "",
            LastName = errors.Optional("last_name", body.LastName, UserEndpoints.MaxNameLength) ?? "",
            MustChangePassword = true,
        };
    }
}
