using Farol.Access.Accounts;
using Farol.Access.LocalViewer;
using Farol.Access.Problems;
using Farol.Access.Registration;
using Farol.Access.Roles;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Farol.Control.Tenants;

/// <summary><c>POST /api/auth/register</c>: a tenant of one's own, and its owner's account.</summary>
internal static class RegistrationEndpoints
{
    private const int MaxNameLength = 100;

    public static void MapRegistration(this IEndpointRouteBuilder api)
    {
        api.MapGet("/api/auth/register", Ask).WithTags("auth").AllowAnonymous().Produces<RegistrationBody>();
        api.MapPost("/api/auth/register", RegisterAsync).WithTags("auth").AllowAnonymous()
            .Accepts<RegisterRequest>("application/json").Produces(StatusCodes.Status201Created);
    }

    /// <summary>Whether who asks may register: so that a page offers it or does not.</summary>
    private static JsonHttpResult<RegistrationBody> Ask(HttpContext http, ControlOptions options, LocalCallers localCallers)
    {
        http.Response.Headers.CacheControl = "no-store";
        var obstacle = FindObstacle(http, options, localCallers);
        return TypedResults.Json(new RegistrationBody(obstacle is null, obstacle), TenantJson.Default.RegistrationBody);
    }

    private static async Task<IResult> RegisterAsync(
        HttpContext http, ControlOptions options, LocalCallers localCallers, Registrar registrar, TenantService tenants, TenantPublisher publisher)
    {
        if (FindObstacle(http, options, localCallers) is { } obstacle)
        {
            return registrar.Refuse(http, obstacle);
        }

        var (body, unreadable) = await ApiJson.ReadAsync(http, TenantJson.Default.RegisterRequest);
        if (body is null)
        {
            return unreadable!;
        }

        var errors = new FieldErrors();
        registrar.Check(body.Email, body.Password, errors);
        var tenant = new TenantRow
        {
            Name = errors.Required("tenant_name", body.TenantName, TenantFields.MaxNameLength),
            Plan = TenantPlan.Free,
            ContactEmail = body.Email?.Trim(),
        };
        var user = new NewUser(body.Email ?? "", body.Password ?? "", "", Role.Owner)
        {
            FirstName = errors.Optional("first_name", body.FirstName, MaxNameLength) ?? "",
            LastName = errors.Optional("last_name", body.LastName, MaxNameLength) ?? "",
        };
        if (errors.OneOf("plan", body.Plan, TenantPlan.Names) is not (null or TenantPlan.Free))
        {
            errors.Add("plan", "must be free: a larger plan is given by the platform's administrators");
        }

        if (errors.ToProblem() is { } fault)
        {
            return fault;
        }

        var made = false;
        try
        {
            return await registrar.RegisterAsync(http, user, async (unit, change) =>
            {
                var (row, problem) = await tenants.InsertAsync(unit, tenant, "tenant.register", change);
                made = row is not null;
                return (row?.Id, problem);
            });
        }
        finally
        {
            if (made)
            {
                await publisher.PublishAsync(CancellationToken.None);
            }
        }
    }

    private static string? FindObstacle(HttpContext http, ControlOptions options, LocalCallers localCallers) => options.Registration switch
    {
        RegistrationMode.Open => null,
        RegistrationMode.Loopback when localCallers.FindObstacle(http) is null => null,
        RegistrationMode.Loopback => "Registration is for programs of this machine (FAROL_REGISTRATION=loopback). Ask an administrator for an account.",
        _ => "Registration is closed (FAROL_REGISTRATION). Ask an administrator for an account.",
    };
}
